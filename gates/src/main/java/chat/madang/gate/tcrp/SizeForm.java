package chat.madang.gate.tcrp;

import io.netty.buffer.ByteBuf;

/// How the 29 bytes that tell a payload's size are written.
enum SizeForm {
    /// A big-endian number.
    BINARY {
        @Override
        long read(ByteBuf in) {
            return number(in, 0, 256);
        }

        @Override
        void write(int size, ByteBuf out) {
            out.writeZero(BYTES - Integer.BYTES).writeInt(size);
        }
    },

    /// Decimal digits in ASCII, with zeros before them.
    DIGITS {
        @Override
        long read(ByteBuf in) {
            return number(in, '0', 10);
        }

        @Override
        void write(int size, ByteBuf out) {
            var digits = new byte[BYTES];
            int rest = size;
            for (int i = BYTES - 1; i >= 0; i--) {
                digits[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            out.writeBytes(digits);
        }
    };

    /// How long either form is.
    static final int BYTES = 29;

    /// What a size that is larger is read as.
    static final long TOO_LARGE = Integer.MAX_VALUE;

    /// In which form the size is that `in` begins with. A binary size of nothing but digits would
    /// be larger than any that is allowed.
    static SizeForm of(ByteBuf in) {
        boolean digits = in.forEachByte(in.readerIndex(), BYTES, SizeForm::isDigit) < 0;
        return digits ? DIGITS : BINARY;
    }

    /// Takes a size away: 0..[#TOO_LARGE].
    abstract long read(ByteBuf in);

    /// Appends a size.
    abstract void write(int size, ByteBuf out);

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static long number(ByteBuf in, int zero, int radix) {
        long size = 0;
        for (int left = BYTES; left > 0; left--) {
            size = Math.min(size * radix + in.readUnsignedByte() - zero, TOO_LARGE);
        }
        return size;
    }
}
