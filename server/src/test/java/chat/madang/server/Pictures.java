package chat.madang.server;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// Pictures of the page, taken when a folder for them is named by `-Dpage.pictures=FOLDER`.
///
/// @param folder null when none are wanted
record Pictures(Visitor visitor, Browser.Look look, @Nullable Path folder) {
    static Pictures of(Visitor visitor, Browser.Look look) {
        var folder = System.getProperty("page.pictures");
        return new Pictures(visitor, look, folder == null ? null : Path.of(folder));
    }

    void take(String what) {
        if (folder == null) return;
        visitor.pictures(
                folder.resolve(
                        what
                                + "-"
                                + look.width()
                                + "-"
                                + look.scheme()
                                + "-"
                                + look.shownLanguage()
                                + ".png"));
    }
}
