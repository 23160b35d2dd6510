#!/usr/bin/env python3
"""The real window: an X server of its own, real keys and clicks (xdotool), real pixels. Fails with a sentence when a tool is missing.

    window_test.py PATH_OF_EPOCHS
"""
import json
import mmap
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

WIDTH, HEIGHT = 1440, 900
DARK, LIGHT = (0x0F, 0x12, 0x15), (0xFA, 0xF8, 0xF3)
LESSON = "1957_perceptron"


class Failed(Exception):
    pass


def check(condition, sentence):
    if not condition:
        raise Failed(sentence)


class Screen:
    """Xvfb on a free display; its picture is a memory-mapped XWD file, so no tool is needed to look at it."""

    def __init__(self, folder, width=WIDTH, height=HEIGHT):
        self.width, self.height = width, height
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-fbdir", folder, "-nolisten", "tcp", "-noreset"],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        check(number, "Xvfb did not start")
        self.display = ":" + number
        self.file = open(os.path.join(folder, "Xvfb_screen0"), "rb")
        self.memory = mmap.mmap(self.file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(">25I", self.memory[:100])
        self.offset, self.stride = header[0] + 12 * header[19], header[12]
        self.bytes_per_pixel = header[11] // 8

    def pixel(self, x, y):
        at = self.offset + y * self.stride + x * self.bytes_per_pixel
        blue, green, red = self.memory[at:at + 3]
        return red, green, blue

    def colours(self, step=7):
        return len({self.pixel(x, y) for x in range(0, self.width, step) for y in range(0, self.height, step)})

    def middle(self):
        return [self.pixel(x, y) for x in range(WIDTH // 3, 2 * WIDTH // 3, 37) for y in range(HEIGHT // 4, HEIGHT // 2, 23)]

    def close(self):
        self.server.terminate()
        self.server.wait(10)


class Program:
    def __init__(self, path, screen, home, arguments=(), moved=True):
        self.environment = {**os.environ, "DISPLAY": screen.display, "HOME": home, "XDG_CONFIG_HOME": home + "/config",
                            "XDG_DATA_HOME": home + "/data", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        self.environment.pop("WAYLAND_DISPLAY", None)
        # The graphics driver is unloaded before the leak report, so its own leaks have no name by which they could be told apart.
        self.environment["ASAN_OPTIONS"] = self.environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        self.process = subprocess.Popen([path, *arguments], env=self.environment, stderr=subprocess.PIPE, text=True)
        self.window = wait_for(lambda: self.run("search", "--onlyvisible", "--class", "epochs").split()[:1], "no window appeared", 30)[0]
        if moved:
            self.run("windowmove", self.window, "0", "0")
        self.run("windowfocus", self.window)

    def run(self, *arguments):
        return subprocess.run(["xdotool", *arguments], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout

    def key(self, *names, pause=0.15):
        for name in names:
            self.run("key", name)
            time.sleep(pause)

    def key_until(self, name, condition, sentence):
        """Without a window manager the first key may come before the window has the focus."""
        for attempt in range(4):
            self.key(name)
            try:
                return wait_for(condition, sentence, 3)
            except Failed:
                if attempt == 3:
                    raise

    def write(self, words):
        self.run("type", "--delay", "80", words)
        time.sleep(0.15)

    def copy(self, text):
        """Puts text on the clipboard, as another program would."""
        subprocess.run(["xclip", "-selection", "clipboard", "-i"], env=self.environment, input=text.encode(), check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def click(self, x, y):
        self.run("mousemove", str(int(x)), str(int(y)))
        time.sleep(0.15)
        self.run("mousedown", "1")
        time.sleep(0.1)
        self.run("mouseup", "1")
        time.sleep(0.15)

    def drag(self, start, end):
        self.run("mousemove", *[str(int(v)) for v in start])
        time.sleep(0.1)
        self.run("mousedown", "1")
        for i in range(1, 6):
            self.run("mousemove", *[str(int(a + (b - a) * i / 5)) for a, b in zip(start, end)])
            time.sleep(0.05)
        self.run("mouseup", "1")
        time.sleep(0.15)

    def title(self):
        return self.run("getwindowname", self.window).strip()

    def alive(self):
        return self.process.poll() is None

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def leave(self):
        """As a session manager asks a program to end: it saves and goes."""
        self.process.send_signal(signal.SIGTERM)
        try:
            error = self.process.communicate(timeout=30)[1]
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failed("the program did not end when asked to")
        check(self.process.returncode == 0, f"the program ended with {self.process.returncode}: {error}")


def wait_for(condition, sentence, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise Failed(sentence)


def anchors_of(path, home):
    """Where things are on the first step, as the program itself says."""
    out = home + "/tour"
    arguments = ["--out", out, "--lessons", LESSON, "--lang", "en", "--theme", "dark", "--size", f"{WIDTH}x{HEIGHT}", "--anchors"]
    tour = subprocess.run([path, "tour", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    check(tour.returncode == 0, "epochs tour failed: " + tour.stderr.strip())
    with open(out + "/index.json") as index:
        return json.load(index)["pictures"][0]["anchors"]


def middle(rect):
    return rect[0] + rect[2] / 2, rect[1] + rect[3] / 2


def test_hall(path, screen, home):
    program = Program(path, screen, home)
    wait_for(lambda: screen.pixel(3, 3) == DARK, "the hall's ground is not the dark theme's")
    wait_for(lambda: screen.colours() > 30, "the hall is empty")
    check(program.title() == "Epochs", f"the hall's window is called {program.title()!r}")
    program.key_until("t", lambda: screen.pixel(3, 3) == LIGHT, "T does not change the theme")
    program.key("l")
    program.run("windowsize", program.window, "1024", "700")
    wait_for(lambda: screen.pixel(1020, 696) == LIGHT, "after a change of size the window is not drawn to its corner")
    time.sleep(2)
    before, start = program.cpu_seconds(), time.monotonic()
    time.sleep(5)
    share = (program.cpu_seconds() - before) / (time.monotonic() - start)
    print(f"idle: {100 * share:.1f} % of a core")
    check(share <= 0.02, f"idle takes {100 * share:.1f} % of a core; at most 2 % is allowed")
    program.leave()
    with open(home + "/config/epochs/settings.json") as file:
        settings = json.load(file)
    check(settings["theme"] == "light" and settings["language"] == "zh", f"the choices were not remembered: {settings}")
    check((settings["window_width"], settings["window_height"]) == (1024, 700), f"the window's size was not remembered: {settings}")


def test_lesson(path, screen, home):
    anchors = anchors_of(path, home)
    program = Program(path, screen, home, ["open", LESSON])
    wait_for(lambda: program.title() != "Epochs", "the window's title does not name the lesson")
    wait_for(lambda: screen.colours() > 50, "the lesson is empty")
    check("transport.play" in anchors, f"there is no anchor transport.play among {sorted(anchors)}")
    before = program.cpu_seconds()
    program.click(*middle(anchors["transport.play"]))
    wait_for(lambda: program.cpu_seconds() - before > 0.2, "a click on play starts nothing")
    program.key("space")
    for name in ("Right", "Left", "question", "Escape", "Tab", "Tab", "Return", "Escape", "plus", "minus", "p", "p"):
        program.key(name)
        check(program.alive(), f"the key {name} ended the program")
    history = anchors["transport.history"]
    program.drag((history[0] + history[2] * 0.8, history[1] + history[3] / 2), (history[0] + history[2] * 0.2, history[1] + history[3] / 2))
    check(program.alive(), "scrubbing ended the program")
    program.leave()


def test_text(path, screen, home):
    """Words typed into the search, and Chinese words pasted into it."""
    program = Program(path, screen, home)
    wait_for(lambda: screen.colours() > 30, "the hall is empty")
    program.key_until("t", lambda: screen.pixel(3, 3) == LIGHT, "T does not change the theme")
    def opened(press, sentence):
        """Presses, and waits until a sheet stands in the middle of the picture."""
        before = screen.middle()
        press()
        wait_for(lambda: screen.middle() != before, sentence)
        time.sleep(0.5)

    def search():
        opened(lambda: program.key("slash"), "/ opens no search")

    search()
    program.write("backprop")
    time.sleep(0.5)
    program.key("Return")
    wait_for(lambda: program.title().startswith("Backpropagation"), "a typed search does not open its lesson")
    program.key("h")
    wait_for(lambda: program.title() == "Epochs", "H does not lead to the hall")
    program.copy("感知")
    search()
    program.key("ctrl+v", "Return", pause=0.5)
    wait_for(lambda: program.title().startswith("Perceptron"), "a pasted Chinese search does not open its lesson")
    program.leave()


def test_small_screen(path, screen, home):
    """No part of the window may lie beyond a small screen, neither at first nor when a larger one was remembered."""
    def stands():
        lines = program.run("getwindowgeometry", "--shell", program.window).split()
        return tuple(int(dict(line.split("=", 1) for line in lines)[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))

    for remembered in (None, {"window_width": 2560, "window_height": 1440}):
        if remembered:
            os.makedirs(home + "/config/epochs", exist_ok=True)
            with open(home + "/config/epochs/settings.json", "w") as file:
                json.dump(remembered, file)
        program = Program(path, screen, home, moved=False)
        wait_for(lambda: screen.colours() > 30, "the hall is empty")
        x, y, width, height = stands()
        check(x >= 0 and y >= 0 and x + width <= screen.width and y + height <= screen.height,
              f"of {screen.width}x{screen.height} the window takes {width}x{height} at {x}, {y}")
        check(width >= screen.width * 0.9 and height >= screen.height * 0.9, f"the window is only {width}x{height}")
        program.leave()


def main():
    missing = [tool for tool in ("Xvfb", "xdotool", "xclip") if not shutil.which(tool)]
    check(not missing, f"{' and '.join(missing)} must be installed (tools/setup.sh test)")
    path = os.path.abspath(sys.argv[1])
    for test, size in ((test_hall, (WIDTH, HEIGHT)), (test_lesson, (WIDTH, HEIGHT)), (test_text, (WIDTH, HEIGHT)), (test_small_screen, (1024, 700))):
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(folder + "/home")
            screen = Screen(folder, *size)
            try:
                test(path, screen, folder + "/home")
                print(f"{test.__name__}: ok")
            finally:
                screen.close()


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(f"window_test: {failure}")
