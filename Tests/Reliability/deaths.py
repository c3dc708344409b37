#!/usr/bin/env python3
"""Kills runs, and lets disks fill up, and holds what `rerun` then makes against a run left alone.

    deaths.py --program .build/release/chartlift --pipeline Pipelines/bench.yaml --export index.csv
              [--kills 200] [--disks 20] [--seed 1]

Each kill is a SIGKILL at a random moment of a stage, the stages in turn: the program is watched until the
stage begins, and dies after a random part of the time that the stage took when left alone. One in
four reruns is killed too. Each disk is a tmpfs of another size (root only; else left out).
After each: the same bundles, the same ids, books that balance, nothing left behind, no part whose
bytes are not those of its name. Ends with 1 at the first difference. The seed is printed.
"""
import argparse
import collections
import contextlib
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

STAGES = ["before it is noted", "ingest", "link", "bundle", "publish", "after the end"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--pipeline", required=True)
    parser.add_argument("--export", required=True)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--disks", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    trial = Trial(args)
    print("seed %d" % args.seed, flush=True)
    with tempfile.TemporaryDirectory() as place:
        reference = trial.reference(os.path.join(place, "calm"))
        trial.kills(os.path.join(place, "killed"), reference)
        trial.disks(os.path.join(place, "full"), reference)


class Trial:
    def __init__(self, args):
        self.args = args
        self.dice = random.Random(args.seed)
        self.program = os.path.abspath(args.program)
        self.pipeline = os.path.abspath(args.pipeline)
        self.export = os.path.abspath(args.export)
        self.environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "SWIFT_BACKTRACE": "enable=no"}

    def deliver(self, workspace):
        os.makedirs(workspace + "/inbox", exist_ok=True)
        os.symlink(self.export, workspace + "/inbox/index.csv")

    def begin(self, workspace, *words, log):
        return subprocess.Popen([self.program, *words], cwd=workspace, env=self.environment,
                                stdout=subprocess.DEVNULL, stderr=open(log, "wb"))

    def end(self, workspace, *words):
        log = workspace + ".log"
        code = self.begin(workspace, *words, log=log).wait()
        return code, open(log, errors="replace").read()

    def run(self): return "run", self.pipeline, "--as-of", "2026-11-21", "--progress", "never"

    def reference(self, workspace):
        self.deliver(workspace)
        began, log = time.time(), workspace + ".log"
        process = self.begin(workspace, *self.run(), log=log)
        ends = [began]
        for stage in STAGES[1:5]: ends.append(self.watch(process, log, "stage=" + stage + " "))
        code, said = process.wait(), open(log, errors="replace").read()
        self.lasted = [max(0.01, after - before) for before, after in zip(ends, ends[1:])]
        self.seconds = time.time() - began
        # A part and its name in the tree are one file.
        files = {(info.st_ino, info.st_blocks) for folder, _, names in os.walk(workspace)
                 for info in (os.lstat(os.path.join(folder, name)) for name in names)}
        self.size = 512 * sum(blocks for _, blocks in files)
        if code != 0: stop("the undisturbed run ended with %d:\n%s" % (code, said))
        return self.facts(workspace)

    def facts(self, workspace):
        """What must be the same: bundles, ids given out, books."""
        tree = os.path.realpath(workspace + "/out/current/bundles")
        bundles = {name: digest(tree + "/" + name) for name in sorted(os.listdir(tree))}
        # Named without `mode=ro`: a log that a killed run left is taken in.
        with contextlib.closing(sqlite3.connect(workspace + "/state.db")) as ledger:
            ids, state = ledger.execute(
                "SELECT ids, state_digest FROM published ORDER BY sequence DESC LIMIT 1").fetchone()
        code, _ = self.end(workspace, "account")
        if code != 0: stop("the books do not balance in " + workspace)
        books = subprocess.run([self.program, "account"], cwd=workspace, env=self.environment,
                               capture_output=True, text=True).stdout.split("\n")[1:]
        return bundles, ids, state, books

    def watch(self, process, log, words):
        """The moment at which the program has said these words, or has ended."""
        while True:
            if process.poll() is not None or words in open(log, errors="replace").read(): return time.time()
            time.sleep(0.002)

    def kills(self, workspace, reference):
        histogram = collections.Counter()
        for number in range(self.args.kills):
            shutil.rmtree(workspace, ignore_errors=True)
            self.deliver(workspace)
            stage = number % 4
            moment = self.lasted[stage] * self.dice.random()
            histogram[self.kill(workspace, stage, moment, *self.run())] += 1
            if self.dice.random() < 0.25:
                self.kill(workspace, 0, self.seconds * self.dice.random(), "rerun", "--progress", "never")
            self.finish(workspace, reference, "kill %d, %.3f s into %s" % (number + 1, moment, STAGES[stage + 1]))
        print("%d runs killed, each done again: the same bundles, ids and books" % self.args.kills)
        for stage in STAGES: print("  %-20s %4d" % (stage, histogram[stage]), flush=True)

    def kill(self, workspace, stage, moment, *words):
        log = workspace + ".log"
        process = self.begin(workspace, *words, log=log)
        if stage > 0: self.watch(process, log, "stage=" + STAGES[stage] + " ")
        try:
            process.wait(timeout=moment)
            return STAGES[-1]
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        said = open(log, errors="replace").read()
        if "event=run.started" not in said: return STAGES[0] if not self.noted(workspace) else "ingest"
        done = [stage for stage in STAGES[1:5] if "stage=%s " % stage in said]
        return STAGES[1 + len(done)]

    def noted(self, workspace):
        return subprocess.run([self.program, "rerun", "--plan"], cwd=workspace, env=self.environment,
                              capture_output=True).returncode == 0

    def finish(self, workspace, reference, what):
        code, said = self.end(workspace, "rerun", "--progress", "never")
        # Killed before anything was noted: the program says to type `run`.
        if code == 66 and ("WORK-01" in said or "RERUN-01" in said):
            code, said = self.end(workspace, *self.run())
        if code != 0: stop("%s: rerun ended with %d:\n%s" % (what, code, said))
        if self.facts(workspace) != reference: stop("%s: another outcome" % what)
        self.whole(workspace, what)

    def whole(self, workspace, what):
        """Nothing is half there: no temporaries, one tree, parts that are what their names say."""
        left = os.listdir(workspace + "/tmp")
        trees = [name for name in os.listdir(workspace + "/out") if name != "current"]
        if left or len(trees) != 1: stop("%s: left behind: %s %s" % (what, left, trees))
        self.parts(workspace, what)

    def parts(self, workspace, what):
        for folder, _, names in os.walk(workspace + "/parts"):
            for name in names:
                if not name.startswith(".") and digest(os.path.join(folder, name)) != name:
                    stop("%s: part %s is not what its name says" % (what, name[:12]))

    def disks(self, workspace, reference):
        if os.geteuid() != 0: return print("full disks are left out: mounting a tmpfs needs root")
        for number in range(self.args.disks):
            size = max(64 << 10, int(self.size * (number + self.dice.random()) / self.args.disks))
            os.makedirs(workspace)
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%d" % size, "tmpfs", workspace], check=True)
            try:
                self.fill(workspace, reference, "disk of %d KiB" % (size >> 10))
            finally:
                subprocess.run(["umount", workspace], check=True)
                os.rmdir(workspace)
        print("%d disks filled up, each run done again: the same bundles, ids and books" % self.args.disks)

    def fill(self, workspace, reference, what):
        self.deliver(workspace)
        code, said = self.end(workspace, *self.run())
        if code == 0: return print("  %s was large enough" % what)
        if code != 74: stop("%s: the run ended with %d, not 74:\n%s" % (what, code, said))
        if os.path.lexists(workspace + "/out/current"): stop("%s: something is published" % what)
        if os.path.isdir(workspace + "/parts"): self.parts(workspace, what)
        subprocess.run(["mount", "-o", "remount,size=%d" % (self.size * 3), workspace], check=True)
        self.finish(workspace, reference, what)


def digest(path):
    with open(path, "rb") as file: return hashlib.file_digest(file, "sha256").hexdigest()


def stop(words):
    print("FAILED  " + words, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__": main()
