package chat.madang.gate.irc;

import io.netty.buffer.ByteBufUtil;

import java.util.ArrayList;
import java.util.List;

/// Words in rows that fit.
final class Rows {
    private Rows() {}

    /// The words, put together in as few rows as may be, each of so many bytes at the most.
    static List<String> of(List<String> words, String between, int bytesMax) {
        var rows = new ArrayList<String>();
        var row = new StringBuilder();
        int bytes = 0;
        for (var word : words) {
            int length = ByteBufUtil.utf8Bytes(word);
            if (bytes > 0 && bytes + between.length() + length > bytesMax) {
                rows.add(row.toString());
                row = new StringBuilder();
                bytes = 0;
            }
            if (bytes > 0) {
                row.append(between);
                bytes += between.length();
            }
            row.append(word);
            bytes += length;
        }
        if (bytes > 0) rows.add(row.toString());
        return rows;
    }
}
