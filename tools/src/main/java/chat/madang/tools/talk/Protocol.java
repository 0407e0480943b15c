package chat.madang.tools.talk;

/// A way of talking to a server, found by the scheme of a URL.
public interface Protocol {
    /// What a URL of this protocol begins with, in lower case.
    String scheme();

    /// Connects. Blocks, for ten seconds at most.
    ///
    /// @throws BadUrlException when the URL's parameters make no sense to this protocol
    /// @throws CannotConnectException when the server cannot be reached
    Conversation open(ChatUrl url) throws BadUrlException, CannotConnectException;
}
