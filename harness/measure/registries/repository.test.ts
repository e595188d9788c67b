import { expect, test } from 'vitest'
import { repositoryAddress } from './repository.ts'

test.each([
  ['github:openai/openai-node', 'https://github.com/openai/openai-node'],
  ['openai/openai-node', 'https://github.com/openai/openai-node'],
  ['gitlab:a/b', 'https://gitlab.com/a/b'],
  ['git+https://github.com/a/b.git', 'https://github.com/a/b'],
  ['git+ssh://git@github.com/a/b.git', 'https://github.com/a/b'],
  ['git@github.com:a/b.git', 'https://github.com/a/b'],
  ['https://me:secret@git.example/a/b/', 'https://git.example/a/b'],
  ['somewhere', null],
  ['file:///home/me', null],
])('%s lies at %s', (text, address) => expect(repositoryAddress(text)).toBe(address))
