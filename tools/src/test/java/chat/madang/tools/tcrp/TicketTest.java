package chat.madang.tools.tcrp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.HexFormat;

class TicketTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void a_datagram_is_two_sizes_the_room_the_token_and_the_message() {
        assertThat(HexFormat.of().formatHex(new Ticket("차", "ab", HERE, HERE).datagram("hé")))
                .isEqualTo("0302" + "ecb0a8" + "6162" + "68c3a9");
    }

    @Test
    void sizes_of_more_than_127_are_unsigned() {
        var datagram = new Ticket("r".repeat(255), "t".repeat(200), HERE, HERE).datagram("");
        assertThat(datagram).startsWith(0xFF, 0xC8).hasSize(457);
    }
}
