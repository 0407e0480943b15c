import module java.net.http;

/// Answers `!ping`: `java EchoBot.java ws://localhost:8080/api/v1 lobby bot`. README.md explains it.
void main(String[] args) throws Exception {
    for (var http = HttpClient.newHttpClient(); ; Thread.sleep(1_000)) {
        try {
            var socket = http.newWebSocketBuilder().buildAsync(URI.create(args[0]), new Ear()).join();
            send(socket, "{'type':'hello','name':'%s','bot':true}", args[2]);
            send(socket, "{'type':'join','room':'%s'}", args[1]);
            while (!socket.isInputClosed()) Thread.sleep(100);
        } catch (CompletionException lost) {
            System.err.println(lost.getCause());
        }
    }
}

static void send(WebSocket socket, String json, String value) {
    socket.sendText(json.replace('\'', '"').formatted(value), true).join();
}

static class Ear implements WebSocket.Listener {
    final Pattern question = Pattern.compile("\"room\":(\\d+).*\"name\":\"(.*?)\".*\"text\":\"!ping\"");
    String json = "";

    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
        json += part;
        var asked = question.matcher(json);
        if (isLast && asked.find()) {
            var answer = "{'type':'say','room':" + asked.group(1) + ",'text':'pong %s'}";
            send(socket, answer, asked.group(2));
        }
        if (isLast && json.startsWith("{\"type\":\"refused\"")) socket.sendClose(1000, "").join();
        if (isLast) json = "";
        return WebSocket.Listener.super.onText(socket, part, isLast);
    }
}
