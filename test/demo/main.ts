/**
 * `npm run demo`: the main job, end to end, in processes that share nothing but loopback.
 *
 * Prepares data, asks the base checkpoint the held-out problems, plays the run, asks again, replays the log in a fresh process,
 * compares every replica byte for byte, writes the report. Anything that fails ends it with a sentence and a non-zero exit.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { memberRows, openCast, play, survivors } from './cast.ts'
import { runChild } from './child.ts'
import { compareFiles } from './compare.ts'
import { type DemoOptions, parseDemoOptions } from './options.ts'
import { prepareDemo } from './prepare.ts'
import { composeResult, printResult, writeReport } from './result.ts'
import { createScreen, type Screen } from './screen.ts'

const minute = 60_000

function openFolder(out: string): void {
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new Error(
      `${out} is not empty: choose another folder with --out, or remove it. [E_EXISTS]`,
    )
  for (const part of ['logs', 'members', 'replicas'])
    mkdirSync(join(out, part), { recursive: true })
}

/** Exact match in both modes, asked in a process of its own. */
const ask = (name: string, checkpoint: string, heldOut: string, count: number, out: string) =>
  runChild(
    name,
    ['eval', checkpoint, heldOut, '--limit', String(count), '--threads', '1'],
    join(out, 'logs'),
    3 * minute,
  )

async function demo(options: DemoOptions, screen: Screen): Promise<void> {
  const started = performance.now()
  const { out } = options
  openFolder(out)
  screen.say('preparing data')
  const plan = await prepareDemo(options)
  const before = ask('before', plan.base, plan.heldOut, options.heldOut, out)
  before.catch(() => {}) // awaited below; a failure must not end the process before the cast is stopped
  const cast = await openCast(out, plan.config, screen)
  try {
    const finished = await play(cast, out, plan.rounds, screen, 20 * minute)
    for (const [name, { child }] of survivors(cast)) {
      const code = await within(child.exited, minute, `${name} to end`)
      if (code !== 0)
        throw new Error(`${name} ended with ${code}: see ${join(out, 'logs', `${name}.err`)}`)
    }
    await within(cast.coordinator.exited, minute, 'the coordinator to end')
    screen.say('asking the held-out problems; replaying the log in a fresh process')
    const replayed = join(out, 'replayed')
    const [asked, after] = await Promise.all([
      before,
      ask('after', join(out, 'checkpoint'), plan.heldOut, options.heldOut, out),
      runChild(
        'replay',
        ['replay', join(out, 'run'), '--out', replayed],
        join(out, 'logs'),
        3 * minute,
      ),
    ])
    const oneMember = options.controls ? await control(options, plan.rounds, screen) : undefined
    const same = compareFiles(
      out,
      survivors(cast).map(([name]) => name),
    )
    const seconds = (performance.now() - started) / 1000
    const members = memberRows(cast)
    const result = composeResult({
      options,
      plan,
      cast,
      members,
      finished,
      asked,
      after,
      oneMember,
      same,
      seconds,
    })
    writeReport(out, result)
    screen.stop()
    printResult(options, result)
    if (!result.json.ok) process.exitCode = 1
  } finally {
    cast.coordinator.kill('SIGTERM')
    for (const { child } of cast.members.values()) child.kill('SIGTERM')
  }
}

/** `promise`, or an error that names what was waited for. */
async function within<T>(promise: Promise<T>, ms: number, what: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`waited ${ms / 1000} s for ${what} in vain`)), ms)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The same number of rounds with one member: what the others added. */
async function control(options: DemoOptions, rounds: number, screen: Screen) {
  screen.stop()
  const alone = createScreen(options.json ? process.stderr : process.stdout)
  alone.say('control: one member alone')
  const out = join(options.out, 'control')
  openFolder(out)
  const plan = await prepareDemo({ ...options, out, rounds }, 1)
  const cast = await openCast(out, plan.config, alone, ['ada'])
  await play(cast, out, plan.rounds, alone, 20 * minute, 'undisturbed')
  await within(cast.coordinator.exited, minute, 'the control to end')
  alone.stop()
  return ask('after', join(out, 'checkpoint'), plan.heldOut, options.heldOut, out)
}

async function main(): Promise<void> {
  let options: DemoOptions
  try {
    options = parseDemoOptions(process.argv.slice(2))
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'commander.helpDisplayed') return
    if (code === undefined) process.stderr.write(`demo: ${(error as Error).message}\n`)
    process.exitCode = 2
    return
  }
  const screen = createScreen(options.json ? process.stderr : process.stdout)
  try {
    await demo(options, screen)
  } catch (error) {
    screen.stop()
    process.stderr.write(`demo: ${(error as Error).message}\n`)
    process.exitCode = 1
  }
}

await main()
