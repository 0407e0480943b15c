import module java.net.http;

/// Answers `!ping`: `java CarefulBot.java ws://localhost:8080/api/v1 lobby bot`. README.md explains it.
String done = ""; // the last question whose answer is on disk: what came after it is heard again
boolean isBehind; // there may be more of what was missed

void main(String[] args) throws Exception {
    for (var http = HttpClient.newHttpClient(); ; Thread.sleep(1_000)) {
        try {
            var ear = new Ear();
            var socket = http.newWebSocketBuilder().buildAsync(URI.create(args[0]), ear).join();
            isBehind = !done.isEmpty();
            send(socket, "hello", "'name':'%s','bot':true", args[2]);
            send(socket, "join", "'room':'%s'%s", args[1], after(done));
            for (var it = ear.take(); !it.isEmpty(); it = ear.take()) hear(socket, it);
        } catch (CompletionException lost) {
            System.err.println(lost.getCause());
        }
    }
}

void hear(WebSocket socket, String json) {
    var room = found(json, "'room':(\\d+)");
    var next = found(json, "'next':\\{'after':(\\d+),'id':'(\\d+)");
    if (!next.isEmpty()) send(socket, "catch-up", "'room':%s%s", room, after(next));
    else if (json.contains("\"complete\":false")) send(socket, "history", "'room':%s", room);
    else if (json.contains("\"events\":[")) isBehind = false;
    else if (json.contains("\"as\":{") && done.isEmpty()) done = place(json);
    else if (json.contains("\"nonce\":") && !isBehind) done = found(json, "'nonce':'([^']*)");
    else if (json.matches(".*\"request\":\"(hello|join)\".*")) socket.sendClose(1000, "").join();
    for (var said : json.split("(?=\\{\"type\":)")) { // with which every event begins
        boolean isQuestion = said.matches("\\{\"type\":\"said\".*\"text\":\"!ping\".*");
        if (!isQuestion || id(place(said)) <= id(done)) continue;
        var answer = "'room':%s,'text':'pong %s','nonce':'%s'";
        var name = found(said, "'name':'((?:[^'\\\\]|\\\\.)*)");
        send(socket, "say", answer, found(said, "'room':(\\d+)"), name, place(said));
    }
}

void send(WebSocket socket, String type, String fields, Object... values) {
    var json = ("{'type':'" + type + "'," + fields + "}").replace('\'', '"').formatted(values);
    socket.sendText(json, true).join();
}

/// What the groups of a pattern match, for it needs no library: quotes in strings have a backslash.
String found(String json, String pattern) {
    var matcher = Pattern.compile(pattern.replace('\'', '"')).matcher(json);
    if (!matcher.find()) return "";
    return matcher.group(1) + (matcher.groupCount() > 1 ? "-" + matcher.group(2) : "");
}

String place(String json) {
    return found(json, "'seq':(\\d+),'id':'(\\d+)");
}

String after(String place) {
    return place.isEmpty() ? "" : ",\"after\":" + place.replace("-", ",\"id\":\"") + "\"";
}

long id(String place) {
    return Long.parseLong(place.substring(place.indexOf('-') + 1));
}

/// Hears whole messages, and at the end an empty one.
class Ear extends LinkedBlockingQueue<String> implements WebSocket.Listener {
    String part = "";

    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
        part += text;
        if (isLast) add(part);
        if (isLast) part = "";
        socket.request(1);
        return null;
    }

    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        add("");
        return null;
    }

    public void onError(WebSocket socket, Throwable error) {
        add("");
    }
}
