// A setup file of Vitest: what it registers runs after all that a test file registers itself.
import { afterAll } from 'vitest'
import { removeTemporaryFolders } from './temporary-folder.ts'

afterAll(removeTemporaryFolders)
