package chat.madang.tools.bench;

import java.nio.ByteBuffer;

/// A protocol, as far as a load needs it. It keeps nothing of single people.
interface Wire {
    /// What somebody says on a new connection.
    byte[] hello(Person person);

    /// What somebody says to get into their room; empty when they are in it already.
    byte[] join(Person person);

    /// Appends the message of a talker.
    ///
    /// @param sequence from 0, for each talker
    void say(ByteBuffer out, Person talker, int sequence);

    /// Reads all whole messages, and tells `ears` of each that matters.
    ///
    /// @param in in little-endian order
    /// @return where the first message begins that is not complete, or `to`
    int read(Person person, ByteBuffer in, int from, int to, Ears ears);

    /// Who is told.
    interface Ears {
        /// A talker's message has come.
        void heard(Person person, int talker, int sequence);

        /// The server has let somebody in.
        void registered(Person person);

        /// Somebody is in their room.
        void joined(Person person);

        /// Somebody owes the server this.
        void reply(Person person, byte[] bytes);

        /// The server will not have it; `why` is its own word.
        void refused(Person person, String why);
    }
}
