package chat.madang.tools.talk;

/// What a protocol has to know of the person before they can talk.
///
/// @param prompt as it is shown: `User name: `
/// @param secret whether the answer must not be seen
public record Question(String prompt, boolean secret) {
    /// A question whose answer may be seen.
    public static Question open(String prompt) {
        return new Question(prompt, false);
    }

    /// A question for a password or the like.
    public static Question secret(String prompt) {
        return new Question(prompt, true);
    }
}
