package chat.madang.server;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;

/// One headless Chromium, in which several people each have a window.
///
/// Everybody comes by a host of their own, `NAME.localhost`, which browsers take for this machine:
/// so each has a storage of their own, as if they had a browser of their own.
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM =
            Path.of(System.getProperty("page.chromium", "/usr/bin/chromium"));
    private static final Path CHROMEDRIVER =
            Path.of(System.getProperty("page.chromedriver", "/usr/bin/chromedriver"));
    private static final List<String> FLAGS =
            List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--host-resolver-rules=MAP *.example 127.0.0.1",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-backgrounding-occluded-windows",
                    "--disable-renderer-backgrounding",
                    "--disable-background-timer-throttling");

    private final ChromeDriver driver;

    /// The window that the driver is in.
    private String current = "";

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /// Starts one. Where there is none the test is skipped; where `CI` is set it fails.
    ///
    /// @param profile an empty folder
    static Browser start(Path profile) {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(CHROMEDRIVER)) {
            var message = "no browser: " + CHROMIUM + ", " + CHROMEDRIVER;
            if (System.getenv("CI") != null) throw new AssertionError(message);
            Assumptions.abort(message + " (apt-get install chromium chromium-driver)");
        }
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions().setBinary(CHROMIUM.toFile()).addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + profile);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        var service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(CHROMEDRIVER.toFile())
                        .usingAnyFreePort()
                        .withLogFile(new File("/dev/null"))
                        .build();
        return new Browser(new ChromeDriver(service, options));
    }

    /// A new window for somebody, with nothing in it yet.
    Visitor visitor(String host, Look look) {
        driver.switchTo().newWindow(WindowType.WINDOW);
        current = driver.getWindowHandle();
        var visitor = new Visitor(this, current, host);
        visitor.looks(look);
        return visitor;
    }

    /// The driver, in this window.
    ChromeDriver in(String window) {
        if (!window.equals(current)) driver.switchTo().window(window);
        current = window;
        return driver;
    }

    /// What the pages have written to their consoles, and what their policy has refused.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    /// How somebody's browser is set up.
    ///
    /// @param scheme `light` or `dark`
    /// @param language what the browser asks for
    record Look(int width, int height, String scheme, String language) {
        static final Look WIDE = new Look(1_440, 900, "light", "en");
        static final Look NARROW = new Look(360, 740, "light", "en");

        /// What the page is written in then.
        String shownLanguage() {
            return language.contains("en") ? "en" : language.substring(0, 2);
        }

        Look inTheOtherScheme() {
            return new Look(width, height, scheme.equals("dark") ? "light" : "dark", language);
        }

        @Override
        public String toString() {
            return width + " px, " + scheme + ", " + language;
        }
    }
}
