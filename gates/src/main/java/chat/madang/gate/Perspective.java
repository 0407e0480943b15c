package chat.madang.gate;

/// Through whose eyes an event is seen.
public enum Perspective {
    /// The one whose command made it happen.
    OWN,
    /// Anybody else who hears it.
    OTHERS,
}
