package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.HashSet;

class HostsTest {
    private final Hosts hosts = new Hosts(new byte[Hosts.SECRET_BYTES]);

    @Test
    void the_machine_itself_is_localhost() {
        assertThat(host("127.0.0.1")).isEqualTo("localhost");
        assertThat(host("127.9.9.9")).isEqualTo("localhost");
        assertThat(host("::1")).isEqualTo("localhost");
    }

    @Test
    void an_address_is_hidden_and_has_the_same_host_every_time() {
        assertThat(host("192.0.2.1")).matches("[a-z2-7]{16}\\.ip").isEqualTo(host("192.0.2.1"));
        var seen = new HashSet<String>();
        for (int i = 0; i < 256; i++) assertThat(seen.add(host("192.0.2." + i))).isTrue();
    }

    @Test
    void of_ipv6_the_network_counts() {
        assertThat(host("2001:db8::1")).isEqualTo(host("2001:db8::ffff:1"));
        assertThat(host("2001:db8::1")).isNotEqualTo(host("2001:db8:0:1::1"));
    }

    @Test
    void another_secret_has_other_hosts() {
        var secret = new byte[Hosts.SECRET_BYTES];
        secret[0] = 1;
        var address = InetAddress.ofLiteral("192.0.2.1");
        assertThat(new Hosts(secret).of(address)).isNotEqualTo(hosts.of(address));
    }

    @Test
    void a_secret_has_its_length() {
        assertThatThrownBy(() -> new Hosts(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void operators_see_the_address() {
        var profile = hosts.profile("rooms", InetAddress.ofLiteral("192.0.2.1"));
        assertThat(profile.gate()).isEqualTo("rooms");
        assertThat(profile.host()).isEqualTo(host("192.0.2.1"));
        assertThat(profile.address()).isEqualTo("192.0.2.1");
    }

    private String host(String address) {
        return hosts.of(InetAddress.ofLiteral(address));
    }
}
