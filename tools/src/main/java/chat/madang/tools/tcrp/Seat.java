package chat.madang.tools.tcrp;

import chat.madang.tools.talk.Datagrams;
import chat.madang.tools.talk.Rhythm;

import java.io.IOException;
import java.net.InetSocketAddress;

/// A place in a room, from where one is heard and hears.
///
/// @param name what the ticket was granted to
/// @param datagrams from the address that the ticket belongs to
record Seat(String name, Ticket ticket, Datagrams datagrams) {
    /// Tells the server which port is ours.
    ///
    /// @param port the server's
    /// @throws IOException when this machine cannot send datagrams there
    static Seat take(String name, Ticket ticket, int port, Rhythm rhythm) throws IOException {
        var datagrams =
                Datagrams.open(
                        new InetSocketAddress(ticket.from(), 0),
                        new InetSocketAddress(ticket.server(), port),
                        ticket.datagram(""),
                        rhythm);
        return new Seat(name, ticket, datagrams);
    }
}
