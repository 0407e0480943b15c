package chat.madang.gate.web;

import chat.madang.gate.http.HttpAnswer;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/// The files of the page and of its library, all of them in memory, as they are and compressed.
/// Threads: any.
///
/// Browsers keep them and ask each time whether they are still the same: a page that is opened
/// after an update is the new one.
final class PageFiles {
    /// The page may load what comes from here, and make HTML of nothing but its own templates.
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'; require-trusted-types-for 'script'; "
                    + "trusted-types lit-html";

    private static final String INDEX = "/index.html";

    /// Where the page finds its library, and where that is.
    private static final String LIBRARY = "/lib/lit-html";

    private static final String LIBRARY_FOLDER = "/META-INF/resources/webjars/lit-html/3.3.2";
    private static final int TAG_BYTES = 12;
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", "application/json; charset=utf-8",
                    "svg", "image/svg+xml; charset=utf-8");

    private final Map<String, PageFile> files;

    /// One file.
    ///
    /// @param tag stands for what is in it
    /// @param unchanged for who has it already
    private record PageFile(
            String tag, HttpAnswer plain, HttpAnswer compressed, HttpAnswer unchanged) {}

    private PageFiles(Map<String, PageFile> files) {
        this.files = Map.copyOf(files);
    }

    /// Those in the folder `page` beside this class, and those of the library.
    static PageFiles load() {
        var files = new HashMap<String, PageFile>();
        try {
            add(files, "", "page");
            add(files, LIBRARY, LIBRARY_FOLDER);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the page cannot be read", e);
        }
        files.put("/", Objects.requireNonNull(files.get(INDEX), INDEX));
        return new PageFiles(files);
    }

    /// Answers with a file; 404 when there is none.
    HttpAnswer answer(String path, HttpHeaders asked) {
        var file = files.get(path);
        if (file == null) return HttpAnswer.status(HttpResponseStatus.NOT_FOUND);

        var known = asked.get(HttpHeaderNames.IF_NONE_MATCH);
        if (known != null && known.contains(file.tag())) return file.unchanged();
        var encodings = asked.get(HttpHeaderNames.ACCEPT_ENCODING);
        return encodings != null && encodings.contains("gzip") ? file.compressed() : file.plain();
    }

    private static void add(Map<String, PageFile> files, String under, String folder)
            throws IOException, URISyntaxException {
        var uri = Objects.requireNonNull(PageFiles.class.getResource(folder), folder).toURI();
        if (!"jar".equals(uri.getScheme())) {
            add(files, under, Path.of(uri));
            return;
        }
        var whole = uri.toString();
        int end = whole.indexOf("!/");
        var file = Path.of(URI.create(whole.substring("jar:".length(), end)));
        // By its path, and not by its URI: so this one is nobody else's.
        try (var jar = FileSystems.newFileSystem(file)) {
            add(files, under, jar.getPath(whole.substring(end + 1)));
        }
    }

    private static void add(Map<String, PageFile> files, String under, Path folder)
            throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(PageFiles::isServed).toList()) {
                var name = folder.relativize(path).toString().replace('\\', '/');
                files.put(under + "/" + name, file(name, Files.readAllBytes(path)));
            }
        }
    }

    private static boolean isServed(Path path) {
        return Files.isRegularFile(path) && TYPES.containsKey(extension(path.toString()));
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static PageFile file(String name, byte[] bytes) {
        var type = Objects.requireNonNull(TYPES.get(extension(name)), name);
        var tag = "\"" + digest(bytes) + "\"";
        var plain = guarded(HttpAnswer.of(HttpResponseStatus.OK, type, bytes), tag);
        var compressed =
                guarded(HttpAnswer.of(HttpResponseStatus.OK, type, compress(bytes)), tag)
                        .with(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        var unchanged =
                guarded(HttpAnswer.of(HttpResponseStatus.NOT_MODIFIED, type, new byte[0]), tag);
        return new PageFile(tag, plain, compressed, unchanged);
    }

    private static HttpAnswer guarded(HttpAnswer answer, String tag) {
        return answer.with(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .with(HttpHeaderNames.ETAG, tag)
                .with(HttpHeaderNames.VARY, "accept-encoding")
                .with("content-security-policy", POLICY)
                .with("referrer-policy", "no-referrer")
                .with("cross-origin-opener-policy", "same-origin");
    }

    private static String digest(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            var part = Arrays.copyOf(digest, TAG_BYTES);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] compress(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return out.toByteArray();
    }
}
