package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/// Somebody at the page, in a window of their own. Each step waits until what it needs is to be
/// seen.
final class Visitor {
    private static final Duration PATIENCE = Duration.ofSeconds(ServerProcess.PATIENCE_SECONDS);
    private static final String AXE = axe();
    private static final String SERIOUS =
            """
            const done = arguments[0];
            const passing = document.getAnimations()
                .filter((one) => one.effect.getComputedTiming().endTime < Infinity)
                .map((one) => one.finished.catch(() => {}));
            Promise.all(passing)
                .then(() => axe.run(document, {resultTypes: ['violations']}))
                .then(({violations}) => done(violations
                .filter(({impact}) => impact === 'serious' || impact === 'critical')
                .map(({id, nodes}) => id + ': ' + nodes.map(({html}) => html).join(' '))));
            """;
    private static final String SAID =
            """
            return [...document.querySelectorAll('.log .row')].map((row) =>
                (row.classList.contains('pending') ? '… ' : '')
                    + row.querySelector('.bubble').innerText);
            """;

    private final Browser browser;
    private final String window;
    private final String host;

    Visitor(Browser browser, String window, String host) {
        this.browser = browser;
        this.window = window;
        this.host = host;
    }

    /// Sets up the browser of this window; what the page has chosen for itself comes with the next
    /// load.
    void looks(Browser.Look look) {
        here().executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of(
                                "width",
                                look.width(),
                                "height",
                                look.height(),
                                "deviceScaleFactor",
                                1,
                                "mobile",
                                false));
        here().executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of(
                                "features",
                                List.of(
                                        Map.of(
                                                "name",
                                                "prefers-color-scheme",
                                                "value",
                                                look.scheme()))));
        var agent = String.valueOf(here().executeScript("return navigator.userAgent"));
        here().executeCdpCommand(
                        "Emulation.setUserAgentOverride",
                        Map.of("userAgent", agent, "acceptLanguage", look.language()));
    }

    /// Opens the page of a server, or of what stands before it.
    Visitor opens(int port) {
        here().get("http://" + host + ".localhost:" + port + "/");
        return this;
    }

    /// The same as from another machine, without TLS: to the browser that is no secure context.
    Visitor opensFromAfar(int port) {
        here().get("http://" + host + ".example:" + port + "/");
        return this;
    }

    /// Grants the page what its browser would ask about.
    void allows(String permission) {
        here().setPermission(permission, "granted");
    }

    /// Loads the page again.
    void reloads() {
        here().navigate().refresh();
    }

    /// Comes in as a guest.
    Visitor comesIn(String name) {
        types(".door input[name=name]", name);
        presses(".door button.primary");
        sees(".side");
        return this;
    }

    void creates(String title, String capacity) {
        presses(".side .create");
        types("dialog input[name=title]", title);
        types("dialog input[name=capacity]", capacity);
        presses("dialog .primary");
        sees(".head h1", title);
    }

    void joins(String title) {
        presses("#find");
        presses(".lists .item", title);
        sees(".head h1", title);
    }

    /// Writes it, and sends it by the Enter key.
    void says(String text) {
        writes(text);
        find(".composer textarea").sendKeys(Keys.ENTER);
    }

    /// Writes it, and does not send it. Also what keys cannot write, such as emoji.
    void writes(String text) {
        presses(".composer textarea");
        here().executeCdpCommand("Input.insertText", Map.of("text", text));
    }

    void types(String selector, String text) {
        var field = find(selector);
        field.clear();
        field.sendKeys(text);
    }

    /// Keys for whatever has the focus.
    void keys(CharSequence... keys) {
        here().switchTo().activeElement().sendKeys(keys);
    }

    /// What has the focus: its label, or its text.
    String focus() {
        return asks("const it = document.activeElement;"
                        + "return it.getAttribute('aria-label') ?? it.innerText")
                .toString();
    }

    /// Does not wait for the next attempt to reach the server, unless it was made already.
    void hurries() {
        asks("document.querySelector('.state.waiting button')?.click()");
    }

    void presses(String selector) {
        eventually(
                selector,
                () -> {
                    find(selector).click();
                    return true;
                });
    }

    /// Presses the one of several that has this text.
    void presses(String selector, String text) {
        eventually(
                selector + " with " + text,
                () -> {
                    all(selector).stream()
                            .filter(one -> one.getText().contains(text))
                            .findFirst()
                            .orElseThrow(() -> new WebDriverException(text))
                            .click();
                    return true;
                });
    }

    void sees(String selector) {
        eventually(selector, () -> find(selector).isDisplayed());
    }

    void sees(String selector, String text) {
        eventually(
                selector + " with " + text,
                () -> all(selector).stream().anyMatch(one -> one.getText().contains(text)));
    }

    void doesNotSee(String selector) {
        eventually("no " + selector, () -> all(selector).isEmpty());
    }

    void doesNotSee(String selector, String text) {
        eventually(
                "no " + selector + " with " + text,
                () -> all(selector).stream().noneMatch(one -> one.getText().contains(text)));
    }

    /// Everything that was said in the conversation that is open, as it stands there; `… ` before
    /// what is on its way.
    List<String> said() {
        return strings(asks(SAID));
    }

    void awaitsSaid(List<String> expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(30))
                .untilAsserted(() -> assertThat(said()).isEqualTo(expected));
    }

    /// Asks the page by a script of its own.
    Object asks(String script, Object... arguments) {
        var answer = here().executeScript(script, arguments);
        return answer == null ? "" : answer;
    }

    /// What a function of the page's own modules gives for these arguments.
    Object calls(String module, String function, Object... arguments) {
        here().manage().timeouts().scriptTimeout(PATIENCE);
        return Objects.requireNonNull(
                here().executeAsyncScript(
                                "const [module, name, given, done] = arguments;"
                                        + "import(module).then((it) => done(it[name](...given)));",
                                module,
                                function,
                                List.of(arguments)));
    }

    /// What axe-core finds in what is to be seen now, of its two gravest kinds.
    List<String> obstacles() {
        here().manage().timeouts().scriptTimeout(PATIENCE);
        if (asks("return !window.axe").equals(true)) {
            here().executeScript(AXE + "; window.axe = axe;");
        }
        return strings(Objects.requireNonNull(here().executeAsyncScript(SERIOUS)));
    }

    /// A picture of the window.
    void pictures(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, here().getScreenshotAs(OutputType.BYTES));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Waits until it is so; when it does not come to be so, there is a picture of what is there
    /// instead.
    void eventually(String what, Callable<Boolean> condition) {
        try {
            awaits(what, condition);
        } catch (ConditionTimeoutException failure) {
            var file = Path.of("target", "pages", host + ".png");
            pictures(file);
            throw new AssertionError(what + " is not to be seen, see " + file, failure);
        }
    }

    private void awaits(String what, Callable<Boolean> condition) {
        await(host + ": " + what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(30))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(condition);
    }

    private WebElement find(String selector) {
        eventually(selector, () -> !here().findElements(By.cssSelector(selector)).isEmpty());
        return here().findElement(By.cssSelector(selector));
    }

    private List<WebElement> all(String selector) {
        return here().findElements(By.cssSelector(selector));
    }

    private ChromeDriver here() {
        return browser.in(window);
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (var script = Visitor.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
