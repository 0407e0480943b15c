package chat.madang.store;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Looks into a store's file from outside, row by row.
final class History {
    private History() {}

    /// What is written of a room, in order: `seq kind who text`.
    static List<String> of(Path file, int room) throws SQLException {
        return rows(
                file,
                "SELECT seq || ' ' || kind || ' ' || who || ' ' || text FROM history WHERE room = "
                        + room
                        + " ORDER BY seq");
    }

    /// The first column of what is found.
    static List<String> rows(Path file, String query) throws SQLException {
        return rows(file, query, 1);
    }

    /// One column of what is found, 1..
    static List<String> rows(Path file, String query, int column) throws SQLException {
        try (var connection = source(file).getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (found.next()) rows.add(found.getString(column));
            return rows;
        }
    }

    /// Changes the file as nobody should.
    static void change(Path file, String... commands) throws SQLException {
        try (var connection = source(file).getConnection();
                var statement = connection.createStatement()) {
            for (var command : commands) statement.execute(command);
        }
    }

    private static SQLiteDataSource source(Path file) {
        var source = new SQLiteDataSource(new SQLiteConfig());
        source.setUrl("jdbc:sqlite:" + file.toUri());
        return source;
    }
}
