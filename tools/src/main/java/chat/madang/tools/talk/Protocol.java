package chat.madang.tools.talk;

/// A way of talking to a server, found by the scheme of a URL.
public interface Protocol {
    /// What a URL of this protocol begins with, in lower case.
    String scheme();

    /// Asks what it has to know, and connects. Blocks: ten seconds at most, and while it asks.
    ///
    /// @param questions may also be asked when the conversation connects again
    /// @throws BadUrlException when the URL's path or parameters make no sense to this protocol
    /// @throws CannotConnectException when the server cannot be reached, or does not let this
    ///   person in
    /// @throws UnansweredException when a question was not answered
    Conversation open(ChatUrl url, Questions questions)
            throws BadUrlException, CannotConnectException, UnansweredException;
}
