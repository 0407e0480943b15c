package chat.madang.gate.irc;

import chat.madang.gate.Utf8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import java.util.ArrayList;
import java.util.List;

/// One line of the server.
///
/// @param tags escaped, in their order
/// @param source who has caused it
record IrcMessage(List<String> tags, String source, String command, List<String> params) {
    /// The longest line without tags, with its end, in bytes.
    static final int BODY_MAX = 512;

    private static final byte[] END = {'\r', '\n'};

    IrcMessage {
        tags = List.copyOf(tags);
        params = List.copyOf(params);
    }

    /// A line without tags.
    static IrcMessage of(String source, String command, String... params) {
        return new IrcMessage(List.of(), source, command, List.of(params));
    }

    /// The same with a tag before the others.
    IrcMessage with(String tag) {
        var all = new ArrayList<String>();
        all.add(tag);
        all.addAll(tags);
        return new IrcMessage(all, source, command, params);
    }

    /// The same without the id of a message: of several lines of one the first alone has it.
    IrcMessage withoutId() {
        var others = tags.stream().filter(tag -> !tag.startsWith("msgid=")).toList();
        return new IrcMessage(others, source, command, params);
    }

    /// Whether it belongs to a batch.
    boolean isInBatch() {
        return tags.stream().anyMatch(tag -> tag.startsWith("batch="));
    }

    /// Appends the line. What does not fit is cut from its last parameter, between characters. What
    /// can stand only at the end is a `*` before it: somebody has written a blank into a nick.
    void write(ByteBuf out) {
        if (!tags.isEmpty()) ByteBufUtil.writeUtf8(out, "@" + String.join(";", tags) + " ");
        int start = out.writerIndex();
        if (!source.isEmpty()) ByteBufUtil.writeUtf8(out, ":" + source + " ");
        ByteBufUtil.writeUtf8(out, command);
        for (int i = 0; i < params.size(); i++) {
            var param = params.get(i);
            boolean last = i == params.size() - 1;
            boolean colon = needsColon(param);
            ByteBufUtil.writeUtf8(out, last && colon ? " :" : " ");
            int left = BODY_MAX - END.length - (out.writerIndex() - start);
            Utf8.writeCut(colon && !last ? "*" : param, Math.max(left, 0), out);
        }
        out.writeBytes(END);
    }

    /// How many bytes [#write] appends at the most; so many, when nothing is cut and each parameter
    /// is one word.
    int bytesMax() {
        int bytes = tags.isEmpty() ? 0 : 1;
        for (var tag : tags) bytes += ByteBufUtil.utf8Bytes(tag) + 1;
        int body = command.length() + END.length;
        if (!source.isEmpty()) body += ByteBufUtil.utf8Bytes(source) + 2;
        for (int i = 0; i < params.size(); i++) {
            boolean colon = i == params.size() - 1 && needsColon(params.get(i));
            body += ByteBufUtil.utf8Bytes(params.get(i)) + (colon ? 2 : 1);
        }
        return bytes + Math.min(body, BODY_MAX);
    }

    /// How many bytes of a last parameter fit.
    int room() {
        int bytes = source.isEmpty() ? 0 : ByteBufUtil.utf8Bytes(source) + 2;
        bytes += command.length();
        for (var param : params) bytes += 1 + ByteBufUtil.utf8Bytes(param);
        return BODY_MAX - END.length - bytes - 2;
    }

    private static boolean needsColon(String param) {
        return param.isEmpty() || param.startsWith(":") || param.indexOf(' ') >= 0;
    }
}
