#!/usr/bin/env python3
"""Answers `!ping`: carefulbot.py ws://localhost:8080/api/v1 lobby bot. README.md explains it."""
import asyncio, json, sys, websockets

url, room, name = sys.argv[1:]
done = {}  # the last question whose answer is on disk: what came after it has to be heard again


async def talk(socket):
    global done
    behind = bool(done)  # there may be more of what was missed

    async def send(type, **fields):
        await socket.send(json.dumps({"type": type, **fields}))

    await send("hello", name=name, bot=True)
    await send("join", room=room, **done)
    async for message in socket:
        match event := json.loads(message):
            case {"as": _} if not done: done = {"after": event["seq"], "id": event["id"]}
            case {"next": place}: await send("catch-up", room=event["room"], **place)
            case {"complete": False}: await send("history", room=event["room"])
            case {"events": _}: behind = False
            case {"nonce": nonce} if not behind: done = json.loads(nonce)
            case {"type": "refused", "request": "hello" | "join"}: return print(message, file=sys.stderr)
        for said in event.get("events", [event]):
            if said["type"] == "said" and said["text"] == "!ping" and int(said["id"]) > int(done["id"]):
                place = json.dumps({"after": said["seq"], "id": said["id"]})
                await send("say", room=said["room"], text="pong " + said["who"]["name"], nonce=place)


async def main():
    while True:
        try:
            async with websockets.connect(url) as socket: await talk(socket)
        except (OSError, websockets.WebSocketException) as lost: print(lost, file=sys.stderr)
        await asyncio.sleep(1)


asyncio.run(main())
