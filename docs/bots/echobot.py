#!/usr/bin/env python3
"""Answers `!ping`: echobot.py ws://localhost:8080/api/v1 lobby bot. README.md explains it."""
import asyncio, json, sys, websockets


async def talk(socket, room, name):
    await socket.send(json.dumps({"type": "hello", "name": name, "bot": True}))
    await socket.send(json.dumps({"type": "join", "room": room}))
    async for message in socket:
        match json.loads(message):
            case {"type": "said", "text": "!ping", "who": who, "room": number}:
                answer = {"type": "say", "room": number, "text": "pong " + who["name"]}
                await socket.send(json.dumps(answer))
            case {"type": "refused"}:
                return print(message, file=sys.stderr)  # and try it all again


async def main(url, room, name):
    while True:
        try:
            async with websockets.connect(url) as socket:
                await talk(socket, room, name)
        except (OSError, websockets.WebSocketException) as lost:
            print(lost, file=sys.stderr)
        await asyncio.sleep(1)


asyncio.run(main(*sys.argv[1:]))
