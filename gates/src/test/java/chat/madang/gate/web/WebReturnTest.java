package chat.madang.gate.web;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.gate.MemoryStore;
import chat.madang.gate.Player;
import chat.madang.gate.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Who comes back by a token when something else happens at the same time.
class WebReturnTest {
    private static final String BACK = "{\"type\":\"hello\",\"token\":\"TOKEN1\"}";

    private final Stage stage = new Stage();
    private final WebTestGate gate = new WebTestGate(new MemoryStore(stage));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void who_comes_back_while_they_are_going_comes_in_anew() {
        var amir = enter("as amir");
        var again = enter("");
        amir.send("{\"type\":\"bye\"}");
        again.send(BACK);
        stage.settle();
        assertThat(again.received())
                .singleElement()
                .asString()
                .contains("\"type\":\"welcome\"", "\"name\":\"amir\"", "\"back\":false");
    }

    @Test
    void whispers_wait_for_who_comes_back_and_is_lost_again_before_being_told() {
        var amir = enter("as amir");
        var bea = enter("as bea");
        amir.vanish();
        stage.settle();
        bea.send("{\"type\":\"whisper\",\"to\":\"amir\",\"text\":\"still there?\"}");
        stage.settle();
        var again = enter("");
        again.send(BACK);
        again.vanish();
        stage.settle();
        var third = enter("");
        third.send(BACK);
        stage.settle();
        assertThat(third.received()).hasSize(2).element(1).asString().contains("still there?");
    }

    @Test
    void of_two_who_come_back_at_once_the_later_goes_on_and_is_told_once() {
        var amir = enter("as amir");
        var bea = enter("as bea");
        amir.vanish();
        stage.settle();
        bea.send("{\"type\":\"whisper\",\"to\":\"amir\",\"text\":\"which one?\"}");
        stage.settle();
        bea.received();
        var second = enter("");
        var third = enter("");
        second.send(BACK);
        third.send(BACK);
        stage.settle();
        assertThat(second.isConnected()).isFalse();
        assertThat(String.join("\n", second.received())).contains("\"type\":\"replaced\"");
        assertThat(third.received()).element(0).asString().contains("\"back\":true");
        bea.send("{\"type\":\"whisper\",\"to\":\"amir\",\"text\":\"that one\"}");
        stage.settle();
        assertThat(third.received()).singleElement().asString().contains("that one");
    }

    @Test
    void who_is_lost_while_coming_back_stays_as_long_as_anybody_and_then_goes() {
        var amir = enter("as amir");
        amir.vanish();
        stage.settle();
        var again = enter("");
        again.send(BACK);
        again.vanish();
        stage.settle();
        assertThat(stage.connections()).isEqualTo(1);
        stage.pass(30, TimeUnit.SECONDS);
        assertThat(stage.connections()).isZero();
        var late = enter("");
        late.send(BACK);
        stage.settle();
        assertThat(late.received()).singleElement().asString().contains("\"back\":false");
    }

    @Test
    void who_cannot_ask_to_come_back_because_too_much_is_under_way_is_heard_later() {
        var amir = enter("as amir");
        amir.vanish();
        stage.settle();
        stage.closeEntrance();
        var again = enter("");
        again.send(BACK);
        stage.settle();
        assertThat(again.received()).isEmpty();
        stage.openEntrance();
        stage.settle();
        assertThat(again.received()).singleElement().asString().contains("\"back\":true");
    }

    private Player enter(String how) {
        return gate.enter(stage, how, stage.nextAddress(), Map.of());
    }
}
