import { type Command, InvalidArgumentError, Option } from 'commander'
import { knownHint } from '../ask/matrix/nearest.ts'
import { BARS, type Bar } from '../model/severity.ts'
import { takesCommand } from './inputs/own-command.ts'

/** Repeatable: `--sdk a --sdk b`. */
export const collect = (value: string, earlier: readonly string[] | undefined): readonly string[] => [
  ...(earlier ?? []),
  value,
]

const bar = (value: string): Bar => {
  const found = BARS.find((name) => name === value)
  if (found) return found
  throw new InvalidArgumentError(knownHint(value, BARS, 'severities'))
}

const count = (value: string): number => {
  const number = Number(value)
  if (Number.isInteger(number) && number >= 1 && number <= 256) return number
  throw new InvalidArgumentError('Expected a whole number from 1 to 256.')
}

const ports = (value: string, earlier: readonly number[] | undefined): readonly number[] => {
  const port = Number(value)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return [...(earlier ?? []), port]
  throw new InvalidArgumentError('Expected a port from 1 to 65535.')
}

/** A port to listen at; 0: any free one. */
export const port = (value: string): number => {
  const number = Number(value)
  if (/^\d+$/.test(value) && number <= 65_535) return number
  throw new InvalidArgumentError('Expected a port from 1 to 65535, or 0 for a free one.')
}

/** The flags that every measuring command shares. */
export const measuringFlags = (command: Command): Command =>
  takesCommand(command)
    .option('--config <file>', 'the matrix file (default: matrix.json here, else the built-in list)')
    .option(
      '--scenario <id>',
      'only this scenario or program of matrix.json: id, glob, or path of a scenario file (repeatable)',
      collect,
    )
    .option(
      '--gateway <id>',
      'only this gateway: id, glob, or a file of yours: msw handlers (.ts), rules (.json), a recording (.har), an API Management policy document (.xml, or a folder: ./apim) (repeatable)',
      collect,
    )
    .option(
      '--with <package@version>',
      'a package of the same registry beside the SDK, in one tree with it: @langchain/openai@0.6.0 (repeatable)',
      collect,
    )
    .option(
      '--host <name>',
      'a host whose connections arrive at the gateway, over TLS too: api.twilio.com, *.example.com (repeatable)',
      collect,
    )
    .option(
      '--allow-port <n>',
      'a port of loopback that may be connected to besides the gateway: of a proxy that your program starts (repeatable)',
      ports,
    )
    .option(
      '--runtime <name>',
      'what it is measured on: "node 22" (the newest, from npm), "python 3.11" (one of this machine); several are compared (repeatable)',
      collect,
    )
    .option('--family <file>', 'a family of SDKs of your own: a file, or an installed package (repeatable)', collect)
    .option('--concurrency <n>', 'how many versions are run at once (default: one for each core)', count)
    .option('--offline', 'use what is in the cache, ask no registry')
    .option(
      '--store <address>',
      'results that several machines share: file:///folder, s3://bucket/prefix, oci://host/repository, https://host/path (sdkdrift store --help)',
    )
    .option('--fresh', 'measure everything anew, whatever earlier runs kept')
    .option(
      '--observe-all',
      'run each scenario behind every gateway, also where one answers as another did and its result is inferred from that',
    )
    .option(
      '--require-walls',
      'exit 2 where the kernel of this machine cannot keep an SDK from files, network and other processes',
    )
    .option('--timings', 'tell where the time went: on stderr, with --json in what is printed')
    .option(
      '--json',
      'print the answer as JSON on stdout, and nothing else there; its schema is in the package (tell/reporters)',
    )

export const sdkFlag = (command: Command): Command =>
  command.option(
    '--sdk <id>',
    'only this SDK: id, glob, or any package by its registry’s name, with versions or without (the ten newest): npm:stripe, npm:stripe@12.0.0, "pypi:boto3@>=1.36" (repeatable)',
    collect,
  )

export const failOnFlag = (command: Command): Command =>
  command.addOption(
    new Option('--fail-on <severity>', `exit 1 from this severity on: ${BARS.join(', ')}`).argParser(bar),
  )
