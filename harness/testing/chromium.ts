import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Where systems keep it; Debian's first. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
] as const

/** It talks to nobody of its own accord, and runs as root in a container too. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the system's chromium with a profile of its own, which goes with it when it is closed. */
export const launchChromium = (): Promise<Browser> => {
  const executablePath = PLACES.find((path) => existsSync(path))
  if (!executablePath)
    throw new Error(`There is no browser at ${PLACES[0]}; install one with \`apt-get install chromium\`, as root.`)
  return chromium.launch({ executablePath, args: ARGS })
}
