package chat.madang.gate.relay;

import chat.madang.core.Name;
import chat.madang.core.Text;

/// What one datagram says.
///
/// @param text empty when it only announces
record RelayFrame(Name name, Text text) {}
