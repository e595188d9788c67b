import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Outlives a harness that is killed, by as long as it takes to end the drivers it leaves behind: one that is caught in
 * a loop does not see that nobody listens any more. Reads `+ PID FOLDER` and `- PID`; at the end of its input whatever
 * is still there goes, group and folder.
 */
const script = `
while read -r sign pid folder; do
  if [ "$sign" = + ]; then eval "folder$pid=\\$folder"; all="$all $pid"; else unset "folder$pid"; fi
done
for pid in $all; do
  eval "folder=\\\${folder$pid-}"
  if [ -n "$folder" ]; then kill -s KILL -- "-$pid"; rm -rf -- "$folder"; fi
done
`

let dog: ChildProcess | undefined

/** Watches over a process group and its folder; the function that is returned ends the watch. One dog for all. */
export const watch = (pid: number, folder: string): (() => void) => {
  dog ??= whistle()
  dog.stdin?.write(`+ ${pid} ${folder}\n`)
  return () => dog?.stdin?.write(`- ${pid}\n`)
}

const whistle = (): ChildProcess => {
  const child = spawn('/bin/sh', ['-c', script], {
    // Of its own group: what ends the harness's group must not end it too.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: '/usr/bin:/bin' },
  })
  // Where there is no such shell, a driver still ends by itself when its input does, unless it is caught in a loop.
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  child.unref()
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()
  return child
}
