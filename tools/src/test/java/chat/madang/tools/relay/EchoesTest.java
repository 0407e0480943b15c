package chat.madang.tools.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EchoesTest {
    private final Echoes echoes = new Echoes();

    @Test
    void each_counts_once_in_whatever_order_they_come() {
        echoes.await(said("a"));
        echoes.await(said("b"));
        echoes.await(said("a"));
        assertThat(echoes.isOne(said("b"))).isTrue();
        assertThat(echoes.isOne(said("a"))).isTrue();
        assertThat(echoes.isOne(said("a"))).isTrue();
        assertThat(echoes.isOne(said("a"))).isFalse();
        assertThat(echoes.isOne(said("b"))).isFalse();
    }

    @Test
    void what_others_say_is_none_though_it_is_the_same() {
        echoes.await(said("a"));
        assertThat(echoes.isOne(new RelayMessage("bea", "a"))).isFalse();
    }

    @Test
    void what_was_lost_on_the_way_is_not_kept_for_ever() {
        echoes.await(said("lost"));
        echoes.await(said("kept"));
        for (int sent = 1; sent < Echoes.AWAITED_MAX; sent++) echoes.await(said("more"));
        assertThat(echoes.isOne(said("lost"))).isFalse();
        assertThat(echoes.isOne(said("kept"))).isTrue();
    }

    private static RelayMessage said(String text) {
        return new RelayMessage("amir", text);
    }
}
