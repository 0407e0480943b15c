package chat.madang.core;

/// An event on its way to those who shall hear it.
public record Delivery(Audience to, Event event) {}
