package chat.madang.gate.tcrp;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How a payload is written.
enum PayloadForm {
    /// As it is: the name, one digit, the token.
    BARE {
        @Override
        String name(String payload) {
            return payload;
        }

        @Override
        String status(TcrpStatus status) {
            return String.valueOf(status.number());
        }

        @Override
        String token(String token) {
            return token;
        }
    },

    /// `"amir"` or `{"username":"amir"}`; `{"status":0,"success":true}`; `{"token":"…"}`.
    JSON {
        @Override
        @Nullable String name(String payload) {
            try {
                var json = MAPPER.readTree(payload);
                var name = json.isString() ? json : json.path("username");
                return name.isString() ? name.stringValue() : null;
            } catch (JacksonException _) {
                return null;
            }
        }

        @Override
        String status(TcrpStatus status) {
            return MAPPER.createObjectNode()
                    .put("status", status.number())
                    .put("success", status == TcrpStatus.DONE)
                    .toString();
        }

        @Override
        String token(String token) {
            return MAPPER.createObjectNode().put("token", token).toString();
        }
    };

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /// In which form a request's payload is: what begins as an object or a string does is JSON.
    static PayloadForm of(String payload) {
        var begin = payload.stripLeading();
        return begin.startsWith("{") || begin.startsWith("\"") ? JSON : BARE;
    }

    /// The wished name that a request's payload gives; null when it gives none.
    abstract @Nullable String name(String payload);

    abstract String status(TcrpStatus status);

    abstract String token(String token);
}
