package chat.madang.gate.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.Answered.OwnerFound;
import chat.madang.core.Answered.Resumed;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.FindOwner;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Email;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Refused;
import chat.madang.core.Letter;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Profile;
import chat.madang.core.Profile.Trait;
import chat.madang.core.Refusal;
import chat.madang.core.Text;
import chat.madang.gate.Asked;
import chat.madang.gate.web.Tokens.Identity;
import chat.madang.gate.web.WebDialogue.Handler;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Coming in: `hello` and `register`.
final class Entering {
    private static final int PASSWORD_BYTES_MAX = 1_000;
    private static final String WRONG_PASSWORD = "wrong-password";

    private final WebClient client;

    /// Somebody who wants to come in.
    ///
    /// @param profile what is told of them
    private record Visitor(Profile profile, Reply reply) {}

    Entering(WebClient client) {
        this.client = client;
    }

    Map<String, Handler> handlers() {
        return Map.of("hello", this::hello, "register", this::register);
    }

    private void hello(Request request, Reply reply) throws NotUnderstood {
        var visitor = new Visitor(profile(request.yes("bot")), reply);
        if (request.has("token")) {
            comeBack(request.text("token", Tokens.CHARS_MAX), visitor);
        } else if (request.has("account")) {
            var name = request.text("account", Text.BYTES_MAX);
            prove(name, request.text("password", PASSWORD_BYTES_MAX), visitor);
        } else {
            var name = request.valid("name", Optional::of);
            Name.of(name)
                    .ifPresentOrElse(
                            valid -> enter(Tokens.newKey(), valid, visitor),
                            () -> reply.refused("bad-name"));
        }
    }

    /// Everybody here hears what the yard's operators announce.
    private Profile profile(boolean bot) {
        var traits = bot ? Set.of(Trait.ANNOUNCEMENTS, Trait.BOT) : Set.of(Trait.ANNOUNCEMENTS);
        return client.connection().profile().withTraits(traits);
    }

    private void prove(String name, String password, Visitor visitor) {
        var address = client.connection().peer().getAddress();
        client.await(
                client.gate().doorkeeper().admit(address, name, password.getBytes(UTF_8)),
                account ->
                        account.ifPresentOrElse(
                                known -> logIn(Tokens.newKey(), known, known.name(), visitor),
                                () -> visitor.reply().refused(WRONG_PASSWORD)));
    }

    private void comeBack(String token, Visitor visitor) {
        var identity = client.gate().tokens().read(token);
        if (identity.isEmpty()) {
            visitor.reply().refused("token-over");
            return;
        }
        var stay = client.gate().stays().get(identity.get().key());
        if (stay == null) {
            comeAnew(identity.get(), visitor);
            return;
        }
        client.resume(
                stay.session(),
                event -> {
                    if (event instanceof Resumed resumed) {
                        resumed(resumed, identity.get(), visitor);
                        client.connection().await(stay.missed(), this::tellMissed, client::keep);
                    } else {
                        comeAnew(identity.get(), visitor);
                    }
                });
    }

    /// What was for them alone while they had no connection.
    private void tellMissed(List<Event> events) {
        for (var event : events) client.write(json -> EventJson.write(event, json));
    }

    private void comeAnew(Identity as, Visitor visitor) {
        as.account()
                .ifPresentOrElse(
                        account -> logIn(as.key(), account, as.name(), visitor),
                        () -> enter(as.key(), as.name(), visitor));
    }

    private void enter(String key, Name name, Visitor visitor) {
        client.ask(
                new Enter(client.session(), name, visitor.profile()),
                event -> {
                    if (event instanceof Entered(var who)) {
                        welcome(who, new Identity(key, Optional.empty(), name), visitor, List.of());
                    } else {
                        refused(event, visitor);
                    }
                });
    }

    /// Comes in as an account, under the name that one had when one was here last if it is free.
    private void logIn(String key, Account account, Name name, Visitor visitor) {
        boolean own = name.key().equals(account.name().key());
        var under = own ? Optional.<Name>empty() : Optional.of(name);
        client.ask(
                new LogIn(client.session(), account, under, visitor.profile()),
                event -> {
                    switch (event) {
                        case LoggedIn(var who, _, var letters) ->
                                welcome(
                                        who,
                                        new Identity(key, Optional.of(account), name),
                                        visitor,
                                        letters);
                        case Refused(_, var why) when !own && why == Refusal.NAME_TAKEN ->
                                logIn(key, account, account.name(), visitor);
                        case Refused(_, var why) when why == Refusal.NO_SUCH_PERSON ->
                                visitor.reply().refused("token-over");
                        default -> refused(event, visitor);
                    }
                });
    }

    private static void refused(Event event, Visitor visitor) {
        if (event instanceof Refused(_, var why)) visitor.reply().refused(why);
    }

    private void welcome(Person who, Identity as, Visitor visitor, List<Letter> letters) {
        client.cameIn(who, as);
        welcome(false, visitor.reply(), json -> {});
        if (!letters.isEmpty()) hand(letters);
    }

    private void resumed(Resumed resumed, Identity as, Visitor visitor) {
        client.cameIn(resumed.who(), as);
        for (var each : resumed.rooms()) client.joined(each.room().room(), each.lastSequence());
        welcome(
                true,
                visitor.reply(),
                json -> {
                    for (var each : resumed.rooms()) {
                        json.writeStartObject();
                        PeopleJson.room("as", each.room(), json);
                        json.writeNumberProperty("seq", each.lastSequence());
                        PeopleJson.members("members", each.room(), json);
                        json.writeEndObject();
                    }
                });
    }

    private void welcome(boolean back, Reply reply, Consumer<JsonGenerator> rooms) {
        reply.object(
                "welcome",
                json -> {
                    PeopleJson.person("you", client.self(), json);
                    json.writeStringProperty("token", client.token());
                    json.writeBooleanProperty("back", back);
                    json.writeArrayPropertyStart("rooms");
                    rooms.accept(json);
                    json.writeEndArray();
                    json.writeObjectPropertyStart("server");
                    ServerJson.fields(client.gate(), json);
                    json.writeEndObject();
                });
    }

    /// Tells what was kept for the account; it is kept until that has been sent.
    private void hand(List<Letter> letters) {
        client.write(json -> {
            json.writeStringProperty(EventJson.TYPE, "letters");
            json.writeArrayPropertyStart("letters");
            for (var letter : letters) {
                json.writeStartObject();
                EventJson.stamp(letter.id(), letter.at(), json);
                json.writeStringProperty("from", letter.from().value());
                json.writeStringProperty("text", letter.text().value());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
        var upTo = letters.getLast().id();
        client.connection()
                .whenSent(
                        () -> client.tell(new Collect(client.session(), upTo), _ -> {}), () -> {});
    }

    private void register(Request request, Reply reply) throws NotUnderstood {
        var rules = client.gate().options().accounts();
        var written = request.valid("account", Optional::of);
        var name = Name.of(written);
        var password = request.text("password", PASSWORD_BYTES_MAX);
        var email = request.optional("email", Email::of);
        if (!rules.open()) {
            reply.refused("registration-closed");
        } else if (name.isEmpty()) {
            reply.refused("bad-name");
        } else if (rules.reserved().contains(name.get().key())) {
            reply.refused(Refusal.NAME_RESERVED);
        } else if (password.isEmpty()) {
            reply.notUnderstood("password");
        } else if (rules.emailRequired() && email.isEmpty()) {
            reply.notUnderstood("email");
        } else {
            registerUnlessSomebodys(name.get(), password, email, reply);
        }
    }

    /// Who is in the yard by a name does not lose it to somebody who is not.
    private void registerUnlessSomebodys(
            Name name, String password, Optional<Email> email, Reply reply) {
        client.ask(
                new FindOwner(client.session(), name),
                event -> {
                    if (event instanceof OwnerFound(_, _, var who) && who.isEmpty()) {
                        store(name, password, email, reply);
                    } else {
                        reply.refused(Refusal.NAME_TAKEN);
                    }
                });
    }

    private void store(Name name, String password, Optional<Email> email, Reply reply) {
        var rate = client.gate().registrationRate();
        if (!rate.allows(client.connection())) {
            reply.refused("too-many-accounts");
            return;
        }
        var made =
                Asked.<Optional<Account>>of(to ->
                        client.gate()
                                .registry()
                                .register(name, password.getBytes(UTF_8), email, to));
        client.await(
                made.whenComplete((answer, _) -> {
                    boolean isThere = answer != null && answer.flatMap(a -> a).isPresent();
                    if (!isThere) rate.giveBack(client.connection());
                }),
                answer -> {
                    if (answer.isEmpty()) {
                        reply.refused(Refusal.NOT_STORED);
                    } else if (answer.get().isEmpty()) {
                        reply.refused(Refusal.NAME_TAKEN);
                    } else {
                        var account = answer.get().get();
                        var visitor = new Visitor(profile(false), reply);
                        logIn(Tokens.newKey(), account, account.name(), visitor);
                    }
                });
    }
}
