package chat.madang.gate.duo;

import chat.madang.core.Name;

import io.netty.buffer.ByteBuf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Who somebody says they are. docs/protocols/duo.md, Login:
///
/// ```
/// | ID: 1 to 7 bytes, \0, to 8 | password: 1 to 7 bytes, \0, to 8 |
/// ```
///
/// What stands behind a `\0` says nothing: clients have old memory there.
final class DuoLogin {
    /// How long a login is.
    static final int BYTES = 16;

    private static final int FIELD_BYTES = BYTES / 2;

    private final Name id;
    private final byte[] password;

    private DuoLogin(Name id, byte[] password) {
        this.id = id;
        this.password = password;
    }

    /// Takes [#BYTES] from `in`, and reads them.
    ///
    /// @return nothing when no account can be meant
    static Optional<DuoLogin> read(ByteBuf in) {
        byte[] id = field(in);
        byte[] password = field(in);
        if (password.length == 0) return Optional.empty();
        return name(id).map(name -> new DuoLogin(name, password));
    }

    Name id() {
        return id;
    }

    /// The password's bytes, for whoever wipes them.
    byte[] password() {
        return password;
    }

    /// Takes a field; empty when nothing is in it, or no end.
    private static byte[] field(ByteBuf in) {
        int start = in.readerIndex();
        int length = in.bytesBefore(FIELD_BYTES, (byte) 0);
        var bytes = new byte[Math.max(length, 0)];
        in.getBytes(start, bytes);
        in.setZero(start, FIELD_BYTES);
        in.skipBytes(FIELD_BYTES);
        return bytes;
    }

    private static Optional<Name> name(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Name.of(text.toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
