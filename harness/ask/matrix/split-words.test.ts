import { expect, test } from 'vitest'
import { splitWords } from './split-words.ts'

test.each<[text: string, words: string[]]>([
  ['node probes/charge.mjs', ['node', 'probes/charge.mjs']],
  ['  node\ta.mjs \n', ['node', 'a.mjs']],
  [`node -e "console.log('two words')"`, ['node', '-e', "console.log('two words')"]],
  [`node 'a b'.mjs c"d e"f`, ['node', 'a b.mjs', 'cd ef']],
  [
    String.raw`node "a \"quoted\" \n" 'back\slash' a\ b`,
    ['node', String.raw`a "quoted" \n`, String.raw`back\slash`, 'a b'],
  ],
  [`node '' ""`, ['node', '', '']],
  ['node $HOME *.mjs a>b', ['node', '$HOME', '*.mjs', 'a>b']],
  [`node '&&' "|"`, ['node', '&&', '|']],
  ['', []],
  ['  ', []],
])('%j is split as a shell splits it, and nothing is expanded', (text, words) => {
  expect(splitWords(text)).toEqual({ words })
})

test.each(['node "a', "node 'a", 'node a\\', `node "a\\"`])('%j has a quote that is not closed', (text) => {
  expect(splitWords(text)).toEqual({ fault: 'open-quote' })
})

test.each([
  'node a.mjs && node b.mjs',
  'node a | tee b',
  'node a > out',
  'node a 2> out',
  'node a &',
  'a ; b',
])('%j is work for a shell, of which there is none', (text) =>
  expect(splitWords(text)).toEqual({ fault: 'needs-shell' }))
