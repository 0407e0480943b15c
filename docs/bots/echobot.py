#!/usr/bin/env python3
"""Answers `!ping`: echobot.py ws://localhost:8080/api/v1 lobby bot. README.md explains it."""
import asyncio, json, sys, websockets

url, title, name = sys.argv[1:4]
identity = {"name": name}
last = {}  # the number and the id of what has our answer, as `join` and `catch-up` want them


async def talk(socket):
    global identity, last
    behind = bool(last)  # there may be more of what we have missed

    async def send(type, **fields):
        await socket.send(json.dumps({"type": type, **fields}))

    async def hear(said):
        if said["type"] != "said" or said["text"] != "!ping" or "bot" in said["who"]:
            return
        if int(said["id"]) > int(last.get("id", 0)):
            text, nonce = "pong " + said["who"]["name"], f"{said['seq']}-{said['id']}"
            await send("say", room=said["room"], text=text, nonce=nonce)

    await send("hello", bot=True, **identity)
    async for message in socket:
        event = json.loads(message)
        match event["type"]:
            case "welcome":
                identity = {"token": event["token"]}
                for here in event["rooms"]:
                    last = last or {"after": here["seq"]}
                    await send("catch-up", room=here["as"]["room"], **last)
                if not event["rooms"]:
                    await send("join", room=title, **last)
            case "joined" if "as" in event and not last:
                last = {"after": event["seq"], "id": event["id"]}
            case "said" if "nonce" in event:  # our answer is on disk
                seq, id = event["nonce"].split("-")
                last = last if behind else {"after": int(seq), "id": id}
            case "missed" | "history":
                for each in event["events"]:
                    await hear(each)
                if event.get("complete") is False:
                    await send("history", room=event["room"])
                elif event["type"] == "missed" and event["more"]:
                    end = [each for each in event["events"] if "seq" in each][-1]
                    await send("catch-up", room=event["room"], after=end["seq"], id=end["id"])
                else:
                    behind = False
            case "refused" if event["request"] != "say":
                print(message, file=sys.stderr)
                if event["why"] == "token-over":
                    identity = {"name": name}
                return  # and try it all again
            case "replaced":
                sys.exit("somebody else has come with our token")
            case _:
                await hear(event)


async def main():
    while True:
        try:
            async with websockets.connect(url) as socket:
                await talk(socket)
        except (OSError, websockets.WebSocketException) as lost:
            print(lost, file=sys.stderr)
        await asyncio.sleep(1)


asyncio.run(main())
