// The floor: the least that a relay can do, to measure servers against. It is no server.
//
// It speaks just enough IRC to be loaded, and knows nothing but rooms. One turn of epoll reads what came; each room's
// new lines are put together once; each member gets them in one send() a turn (who has talked gets the others' alone).
//
// cc -O2 -o floor floor.c && ./floor PORT
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define FD_MAX 20000
#define ROOM_MAX 4096
#define NICK_BYTES 16
#define REST_BYTES 1024
#define LINE_BYTES 2048
#define EVENTS_MAX 1024
#define BACKLOG 4096

// What is said in a room in one turn: all lines, and of each who said it and where it ends.
typedef struct {
    char *bytes;
    int size, bytes_capacity;
    int *from, *end;
    int lines, lines_capacity;
} Said;

typedef struct {
    int *fds;
    int size, capacity;
} Members;

static int room_of[FD_MAX];
static char nick[FD_MAX][NICK_BYTES];
static char rest[FD_MAX][REST_BYTES]; // of a line that is not complete
static int rest_size[FD_MAX];

static Members members[ROOM_MAX];
static Said said[ROOM_MAX];
static int dirty[ROOM_MAX], dirty_count; // the rooms in which something was said

static void add(int room, int fd, const char *line, int size) {
    Said *s = &said[room];
    if (!s->lines) dirty[dirty_count++] = room;
    if (s->size + size > s->bytes_capacity) {
        s->bytes_capacity = (s->size + size) * 2;
        s->bytes = realloc(s->bytes, s->bytes_capacity);
    }
    memcpy(s->bytes + s->size, line, size);
    s->size += size;
    if (s->lines == s->lines_capacity) {
        s->lines_capacity = s->lines_capacity * 2 + 16;
        s->from = realloc(s->from, sizeof(int) * s->lines_capacity);
        s->end = realloc(s->end, sizeof(int) * s->lines_capacity);
    }
    s->from[s->lines] = fd;
    s->end[s->lines++] = s->size;
}

static void send_all(int fd, const char *bytes, int size) {
    while (size > 0) {
        int sent = send(fd, bytes, size, MSG_NOSIGNAL);
        if (sent < 0) {
            if (errno != EAGAIN) return;
            usleep(50);
            continue;
        }
        bytes += sent;
        size -= sent;
    }
}

static void flush_to(int fd, const Said *s) {
    int talked = 0;
    for (int i = 0; i < s->lines && !talked; i++) talked = s->from[i] == fd;
    if (!talked) {
        send_all(fd, s->bytes, s->size);
        return;
    }
    for (int i = 0, start = 0; i < s->lines; start = s->end[i++]) {
        if (s->from[i] != fd) send_all(fd, s->bytes + start, s->end[i] - start);
    }
}

static void flush_rooms(void) {
    for (int i = 0; i < dirty_count; i++) {
        Said *s = &said[dirty[i]];
        Members *m = &members[dirty[i]];
        for (int k = 0; k < m->size; k++) flush_to(m->fds[k], s);
        s->size = s->lines = 0;
    }
    dirty_count = 0;
}

static void join(int room, int fd) {
    Members *m = &members[room];
    room_of[fd] = room;
    if (m->size == m->capacity) {
        m->capacity = m->capacity * 2 + 16;
        m->fds = realloc(m->fds, sizeof(int) * m->capacity);
    }
    m->fds[m->size++] = fd;
}

static void leave(int fd) {
    if (room_of[fd] < 0) return;
    Members *m = &members[room_of[fd]];
    for (int k = 0; k < m->size; k++) {
        if (m->fds[k] != fd) continue;
        m->fds[k] = m->fds[--m->size];
        return;
    }
}

static void line(int fd, char *line, int size) {
    char out[LINE_BYTES];
    if (!strncmp(line, "NICK ", 5)) {
        snprintf(nick[fd], NICK_BYTES, "%.*s", size - 5, line + 5);
    } else if (!strncmp(line, "USER ", 5)) {
        int n = snprintf(out, LINE_BYTES, ":s 001 %s :hi\r\n:s 422 %s :no motd\r\n", nick[fd], nick[fd]);
        send_all(fd, out, n);
    } else if (!strncmp(line, "JOIN #r", 7)) {
        int room = atoi(line + 7);
        if (room < 0 || room >= ROOM_MAX || room_of[fd] >= 0) return;
        join(room, fd);
        int n = snprintf(out, LINE_BYTES, ":s 366 %s #r%d :end\r\n", nick[fd], room);
        send_all(fd, out, n);
    } else if (!strncmp(line, "PRIVMSG ", 8)) {
        if (room_of[fd] < 0 || size > LINE_BYTES / 2) return;
        int n = snprintf(out, LINE_BYTES, ":%s!%s@h %.*s\r\n", nick[fd], nick[fd], size, line);
        add(room_of[fd], fd, out, n);
    }
}

static void welcome(int epoll, int listening) {
    int one = 1;
    int fd = accept4(listening, 0, 0, SOCK_NONBLOCK);
    if (fd < 0) return;
    if (fd >= FD_MAX) {
        close(fd);
        return;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    rest_size[fd] = 0;
    room_of[fd] = -1;
}

static void hear(int fd) {
    static char in[1 << 17];
    memcpy(in, rest[fd], rest_size[fd]);
    int got = recv(fd, in + rest_size[fd], sizeof in - rest_size[fd], 0);
    if (got < 0 && errno == EAGAIN) return;
    char *at = in, *end = in + rest_size[fd] + got;
    if (got > 0) {
        for (char *newline; (newline = memchr(at, '\n', end - at)); at = newline + 1) {
            int size = newline - at;
            if (size && newline[-1] == '\r') size--;
            char saved = at[size];
            at[size] = 0;
            line(fd, at, size);
            at[size] = saved;
        }
    }
    if (got <= 0 || end - at > REST_BYTES) {
        leave(fd);
        close(fd);
        return;
    }
    rest_size[fd] = end - at;
    memcpy(rest[fd], at, rest_size[fd]);
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "usage: floor PORT\n");
        return 2;
    }
    int one = 1;
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(atoi(arguments[1])),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(listening, (void *)&address, sizeof address) || listen(listening, BACKLOG)) {
        perror("floor");
        return 1;
    }
    int epoll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listening};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listening, &event);
    for (;;) {
        struct epoll_event events[EVENTS_MAX];
        int ready = epoll_wait(epoll, events, EVENTS_MAX, -1);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.fd == listening) welcome(epoll, listening);
            else hear(events[i].data.fd);
        }
        flush_rooms();
    }
}
