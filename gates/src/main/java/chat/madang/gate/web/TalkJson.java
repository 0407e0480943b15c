package chat.madang.gate.web;

import chat.madang.core.Ctcp;
import chat.madang.core.Event;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Manner;
import chat.madang.core.Person;
import chat.madang.core.Tags;
import chat.madang.core.Text;
import chat.madang.gate.PlainTalk;

import tools.jackson.core.JsonGenerator;

import java.util.Optional;
import java.util.Set;

/// What people say and show, as the fields of a JSON object, and back.
final class TalkJson {
    /// How far somebody is with what they are going to say, as clients of IRC say it
    /// ([typing](https://ircv3.net/specs/client-tags/typing)).
    static final Set<String> STATES = Set.of("active", "paused", "done");

    private static final String TYPING = "+typing=";

    private TalkJson() {}

    /// The tags that tell how far somebody is.
    static Tags tags(String state) {
        return new Tags(TYPING + state);
    }

    /// How far somebody is; nothing when the tags are about something else.
    static Optional<String> typing(Tags tags) {
        for (var tag : tags.value().split(";", -1)) {
            if (!tag.startsWith(TYPING)) continue;
            return Optional.of(tag.substring(TYPING.length())).filter(STATES::contains);
        }
        return Optional.empty();
    }

    /// What somebody does, as it is said.
    static String action(String text) {
        return Ctcp.MARK + "ACTION " + text + Ctcp.MARK;
    }

    /// Writes what the author's client calls it, for that client alone.
    static void nonce(Event event, JsonGenerator json) {
        var manner =
                switch (event) {
                    case Said said -> said.manner();
                    case Whispered whispered -> whispered.manner();
                    default -> Manner.PLAIN;
                };
        manner.nonce().ifPresent(nonce -> json.writeStringProperty("nonce", nonce.value()));
    }

    static void whispered(Whispered whispered, JsonGenerator json) {
        json.writeStringProperty(EventJson.TYPE, "whispered");
        EventJson.stamp(whispered.id(), whispered.at(), json);
        PeopleJson.person("who", whispered.from(), json);
        PeopleJson.person("to", whispered.whom(), json);
        text(whispered.from(), whispered.text(), whispered.manner(), json);
    }

    /// Writes a text, and whether it is one: somebody may do something, or be a program.
    static void text(Person who, Text text, Manner manner, JsonGenerator json) {
        var action = Ctcp.action(text);
        json.writeStringProperty("text", PlainTalk.words(who, action.orElse(text.value())));
        if (action.isPresent()) json.writeBooleanProperty("me", true);
        if (manner.notice()) json.writeBooleanProperty("notice", true);
    }
}
