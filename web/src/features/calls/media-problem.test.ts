import { expect, test } from 'vitest'
import { problemOf } from './media-problem.ts'

const error = (name: string) => Object.assign(new Error(), { name })

test('[INCALL-5] blocked, missing and in use are told apart', () => {
  expect(problemOf('microphone', error('NotAllowedError'))).toEqual({ device: 'microphone', why: 'blocked' })
  expect(problemOf('camera', error('NotFoundError'))).toEqual({ device: 'camera', why: 'missing' })
  expect(problemOf('camera', error('NotReadableError'))).toEqual({ device: 'camera', why: 'inUse' })
  expect(problemOf('camera', error('SomethingElse'))).toEqual({ device: 'camera', why: 'failed' })
})

test('[INCALL-5] who closes the choice of a screen has no problem', () => {
  expect(problemOf('screen', error('NotAllowedError'))).toBeUndefined()
  expect(problemOf('screen', error('NotReadableError'))).toEqual({ device: 'screen', why: 'inUse' })
})
