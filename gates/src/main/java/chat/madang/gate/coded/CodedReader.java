package chat.madang.gate.coded;

import chat.madang.core.Text;
import chat.madang.gate.TextReader.Message;
import chat.madang.gate.TextReader.Message.Garbage;
import chat.madang.gate.TextReader.Message.Words;
import chat.madang.gate.coded.CodedRequest.Enter;
import chat.madang.gate.coded.CodedRequest.Leave;
import chat.madang.gate.coded.CodedRequest.ListPeople;
import chat.madang.gate.coded.CodedRequest.Malformed;
import chat.madang.gate.coded.CodedRequest.Say;
import chat.madang.gate.coded.CodedRequest.Whisper;

import java.util.function.Function;

/// Messages to [CodedRequest]s. docs/protocols/coded.md, Messages:
///
/// ```
/// code # field # … # last field, which may have # in it
/// ```
final class CodedReader {
    private static final String DIVIDER = "#";

    private CodedReader() {}

    /// Reads one message.
    static CodedRequest read(Message message) {
        return switch (message) {
            case Words(var words) -> read(words);
            case Garbage _ -> new Malformed();
        };
    }

    private static CodedRequest read(String words) {
        var parts = words.split(DIVIDER, 2);
        if (parts.length < 2) return new Malformed();

        var fields = parts[1];
        return switch (parts[0]) {
            case "001" -> new Enter(fields);
            case "002" -> say(fields.split(DIVIDER, 2));
            case "003" -> whisper(fields.split(DIVIDER, 3));
            // What stands behind the only field is nobody's business.
            case "004" -> new Leave(fields.split(DIVIDER, 2)[0]);
            case "005" -> new ListPeople(fields.split(DIVIDER, 2)[0]);
            default -> new Malformed();
        };
    }

    private static CodedRequest say(String[] fields) {
        if (fields.length < 2) return new Malformed();
        return talk(fields[1], text -> new Say(fields[0], text));
    }

    private static CodedRequest whisper(String[] fields) {
        if (fields.length < 3) return new Malformed();
        return talk(fields[2], text -> new Whisper(fields[0], fields[1], text));
    }

    private static CodedRequest talk(String words, Function<Text, CodedRequest> request) {
        return Text.of(words).map(request).orElseGet(Malformed::new);
    }
}
