package chat.madang.gate.web;

import chat.madang.core.Name;
import chat.madang.core.Text;
import chat.madang.core.Title;

import tools.jackson.core.JsonGenerator;

/// What there is to say of the server, and of what holds here, as JSON.
final class ServerJson {
    private ServerJson() {}

    static void fields(WebGate gate, JsonGenerator json) {
        var options = gate.options();
        json.writeStringProperty("name", "madang");
        json.writeStringProperty("version", options.version());
        json.writeNumberProperty("time", gate.clock().millis());
        json.writeStringProperty("home", options.home().value());
        json.writeObjectPropertyStart("registration");
        json.writeBooleanProperty("open", options.accounts().open());
        json.writeBooleanProperty("email", options.accounts().emailRequired());
        json.writeEndObject();
        json.writeNumberProperty("textBytes", Text.BYTES_MAX);
        json.writeNumberProperty("nameLength", Name.CODE_POINTS_MAX);
        json.writeNumberProperty("titleBytes", Title.BYTES_MAX);
        json.writeNumberProperty("capacity", options.capacity());
        var lost = gate.archive().lost();
        if (lost.isEmpty()) return;
        json.writeObjectPropertyStart("lost");
        json.writeStringProperty("after", String.valueOf(lost.after().value()));
        json.writeStringProperty("before", String.valueOf(lost.before().value()));
        json.writeEndObject();
    }
}
