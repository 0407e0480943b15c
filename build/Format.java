import com.google.googlejavaformat.java.Main;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Formats every `.java` file below the given folders, or with `check` only says which are not
/// formatted.
///
/// Run by the build: `./mvnw validate` checks, `./mvnw -Pformat validate` mends.
void main(String[] arguments) throws Exception {
    boolean check = arguments[0].equals("check");
    var options = new ArrayList<String>(List.of("--aosp"));
    options.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    for (var folder : List.of(arguments).subList(1, arguments.length)) {
        if (!Files.isDirectory(Path.of(folder))) continue;
        try (var files = Files.walk(Path.of(folder))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(options::add);
        }
    }
    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    int status = new Main(out, err, System.in).format(options.toArray(String[]::new));
    if (status != 0 && check) err.println("Not formatted. Mend it with: ./mvnw -Pformat validate");
    System.exit(status);
}
