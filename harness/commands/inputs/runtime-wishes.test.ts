import { expect, test } from 'vitest'
import type { Matrix } from '../../model/matrix.ts'
import { wishIn } from '../../model/runtime-wish.ts'
import { checkRuntimes, oneRuntime, onOneAlone, runtimeWishes } from './runtime-wishes.ts'

const node = { id: 'a', registry: 'npm' } as const
const python = { id: 'b', registry: 'pypi' } as const

test('what is no runtime is a mistake that shows what is', () => {
  expect(() => runtimeWishes({ runtime: ['node22'] })).toThrow('"node22" is no runtime.')
  expect(runtimeWishes({ runtime: ['node 22'] })).toEqual([{ name: 'node', version: '22' }])
})

test('a runtime on which nothing is measured is a mistake', () => {
  expect(() => checkRuntimes({ runtime: ['node 22', 'python 3.11'] }, [node, python])).not.toThrow()
  expect(() => checkRuntimes({ runtime: ['python 3.11'] }, [node])).toThrow(
    'Nothing that is measured runs on python 3.11.',
  )
})

test('what answers for one runtime takes one of each language', () => {
  expect(() => oneRuntime({ runtime: ['node 22', 'python 3.11'] }, 'gate')).not.toThrow()
  expect(() => oneRuntime({ runtime: ['node 22', 'node 24'] }, 'gate')).toThrow(
    'gate answers for one node, and 2 are asked for.',
  )
})

test('of what the matrix asks for it takes the first', () => {
  const runtimes = ['node 24', 'node 22', 'python 3.11'].flatMap((text) => wishIn(text) ?? [])
  const { sdks } = onOneAlone({ sdks: [{ ...node, runtimes }, node] } as unknown as Matrix)
  expect(sdks.map((sdk) => sdk.runtimes?.map(({ version }) => version))).toEqual([['24', '3.11'], undefined])
})
