import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Top folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A failure that the reader can act on: printed as one sentence, without a stack trace. */
export class Failure extends Error {}

/**
 * Runs a program in the top folder to its end, its output on the screen. It ends when we do.
 * @param {string} program
 * @param {string[]} args
 * @param {{ quiet?: boolean, limitMs?: number, env?: Record<string, string> }} [options] `quiet` keeps the output for the caller only
 * @returns {Promise<{ code: number, output: string }>} code 124 when the time limit ended it, 127 when there is no such program
 */
export function run(program, args, { quiet = false, limitMs, env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['inherit', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      // npm and npx are scripts on Windows.
      shell: process.platform === 'win32',
    })
    const output = []
    let code
    const keep = (stream) => (chunk) => {
      output.push(chunk)
      if (!quiet) stream.write(chunk)
    }
    child.stdout.on('data', keep(process.stdout))
    child.stderr.on('data', keep(process.stderr))
    const end = (why) => {
      code = why
      child.kill()
    }
    const timer = limitMs && setTimeout(end, limitMs, 124)
    const endWithUs = () => child.kill()
    process.on('exit', endWithUs)
    child.on('error', () => end(127))
    child.on('close', (ended) => {
      clearTimeout(timer)
      process.off('exit', endWithUs)
      resolve({ code: code ?? ended ?? 1, output: Buffer.concat(output).toString() })
    })
  })
}

/** The program of an installed package, run by this Node: `npx` costs half a second a call. */
export const runTool = (name, args, options) =>
  run(
    process.execPath,
    [fileURLToPath(new URL(tools[name], new URL('../../node_modules/', import.meta.url))), ...args],
    options,
  )

const tools = {
  biome: '@biomejs/biome/bin/biome',
  knip: 'knip/bin/knip.js',
  playwright: '@playwright/test/cli.js',
  tsc: 'typescript/bin/tsc',
  tsx: 'tsx/dist/cli.mjs',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
}
