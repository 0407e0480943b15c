import module java.base;
import module java.net.http;

/// Answers `!ping`: `java EchoBot.java ws://localhost:8080/api/v1 lobby bot`. README.md explains
/// it.
final class EchoBot implements WebSocket.Listener {
    static Map<String, ?> identity;
    static Map<String, ?> last = Map.of(); // what has our answer: `after` and `id`

    final BlockingQueue<String> inbox = new LinkedBlockingQueue<>();
    final StringBuilder part = new StringBuilder();
    boolean isBehind = !last.isEmpty(); // there may be more of what we have missed
    WebSocket socket;

    static void main(String[] args) throws Exception {
        identity = Map.of("name", args[2]);
        for (var http = HttpClient.newHttpClient(); ; Thread.sleep(1_000)) {
            var bot = new EchoBot();
            try {
                bot.socket = http.newWebSocketBuilder().buildAsync(URI.create(args[0]), bot).join();
                bot.send("hello", identity, "bot", true);
                var message = bot.inbox.take();
                while (!message.isEmpty() && bot.obey((Map<?, ?>) new Json(message).value(), args))
                    message = bot.inbox.take();
                bot.socket.abort();
            } catch (CompletionException lost) {
                System.err.println(lost.getCause());
            }
        }
    }

    /// Says whether to go on with this connection.
    boolean obey(Map<?, ?> event, String[] args) {
        switch ((String) event.get("type")) {
            case "welcome" -> {
                identity = Map.of("token", event.get("token"));
                for (var here : list(event, "rooms")) {
                    if (last.isEmpty()) last = Map.of("after", here.get("seq"));
                    send("catch-up", last, "room", ((Map<?, ?>) here.get("as")).get("room"));
                }
                if (list(event, "rooms").isEmpty()) send("join", last, "room", args[1]);
            }
            case "joined" -> {
                if (event.containsKey("as") && last.isEmpty()) last = place(event);
            }
            case "said" -> {
                if (!event.containsKey("nonce")) {
                    hear(event);
                } else if (!isBehind) { // our answer is on disk
                    var of = ((String) event.get("nonce")).split("-");
                    last = Map.of("after", Long.valueOf(of[0]), "id", of[1]);
                }
            }
            case "missed" -> {
                list(event, "events").forEach(this::hear);
                if (event.get("complete").equals(false)) {
                    send("history", Map.of(), "room", event.get("room"));
                } else if (event.get("more").equals(true)) {
                    var inRoom = list(event, "events").stream().filter(e -> e.containsKey("seq"));
                    var end = inRoom.reduce((_, later) -> later).orElseThrow();
                    send("catch-up", place(end), "room", event.get("room"));
                } else {
                    isBehind = false;
                }
            }
            case "history" -> {
                list(event, "events").forEach(this::hear);
                isBehind = false;
            }
            case "refused" -> {
                System.err.println(event);
                if (event.get("why").equals("token-over")) identity = Map.of("name", args[2]);
                return event.get("request").equals("say"); // else try it all again
            }
            case "replaced" -> {
                System.err.println("somebody else has come with our token");
                System.exit(1);
            }
            default -> {}
        }
        return true;
    }

    void hear(Map<?, ?> said) {
        if (!said.get("type").equals("said") || !said.get("text").equals("!ping")) return;
        var who = (Map<?, ?>) said.get("who");
        var id = (String) said.get("id");
        var done = last.get("id") instanceof String known ? known : "0";
        if (who.containsKey("bot") || Long.parseLong(id) <= Long.parseLong(done)) return;
        var words = Map.of("room", said.get("room"), "text", "pong " + who.get("name"));
        send("say", words, "nonce", said.get("seq") + "-" + id);
    }

    static Map<String, ?> place(Map<?, ?> event) {
        return Map.of("after", event.get("seq"), "id", event.get("id"));
    }

    void send(String type, Map<String, ?> fields, Object... more) {
        var message = new LinkedHashMap<Object, Object>(fields);
        message.put("type", type);
        for (int i = 0; i < more.length; i += 2) message.put(more[i], more[i + 1]);
        socket.sendText(Json.of(message), true).join();
    }

    @SuppressWarnings("unchecked")
    static List<Map<?, ?>> list(Map<?, ?> event, String field) {
        return (List<Map<?, ?>>) event.get(field);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
        part.append(text);
        if (isLast) {
            inbox.add(part.toString());
            part.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        inbox.add("");
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        inbox.add("");
    }

    /// JSON, as the JDK has none: objects are maps, arrays lists, numbers Long or Double.
    static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        static String of(Object value) {
            return switch (value) {
                case Map<?, ?> map ->
                        map.entrySet().stream()
                                .map(each -> of(each.getKey()) + ":" + of(each.getValue()))
                                .collect(Collectors.joining(",", "{", "}"));
                case String some ->
                        some.chars()
                                .mapToObj(c -> c < ' ' || c == '"' || c == '\\'
                                                ? "\\u%04x".formatted(c)
                                                : Character.toString(c))
                                .collect(Collectors.joining("", "\"", "\""));
                default -> value.toString();
            };
        }

        Object value() {
            char first = next();
            if (first == '"') return string();
            if (first == '{') {
                var map = new LinkedHashMap<Object, Object>();
                for (char c = next(); c != '}'; c = next()) {
                    if (c == ',') continue;
                    var key = string();
                    next(); // the colon
                    map.put(key, value());
                }
                return map;
            }
            if (first == '[') {
                var list = new ArrayList<Object>();
                for (char c = next(); c != ']'; c = next()) {
                    if (c != ',') at--;
                    list.add(value());
                }
                return list;
            }
            int start = at - 1;
            while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) at++;
            var word = text.substring(start, at);
            return switch (word) {
                case "true", "false" -> word.equals("true");
                case "null" -> "";
                default -> {
                    if (word.matches("-?[0-9]+")) yield Long.valueOf(word);
                    yield Double.valueOf(word);
                }
            };
        }

        private char next() {
            while (Character.isWhitespace(text.charAt(at))) at++;
            return text.charAt(at++);
        }

        private String string() {
            var string = new StringBuilder();
            for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
                string.append(c == '\\' ? escaped(text.charAt(at++)) : c);
            }
            return string.toString();
        }

        private char escaped(char c) {
            if (c == 'u') return (char) Integer.parseInt(text, at, at += 4, 16);
            int which = "bfnrt".indexOf(c);
            return which < 0 ? c : "\b\f\n\r\t".charAt(which);
        }
    }
}
