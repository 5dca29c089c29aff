/**
 * gpt-tfjs on tfjs-backend-wasm, the same way: a model of 4 layers x 128, vocabulary 512, 4 x 128 tokens; loss and gradients of
 * all weights, without the optimiser. Its own layers, loss and one-hot targets. argv: the folder it is installed in.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const find = createRequire(join(process.argv[2], 'package.json'))
const tf = find('@tensorflow/tfjs')
const wasm = find('@tensorflow/tfjs-backend-wasm')
const [ROWS, LENGTH, VOCABULARY] = [4, 128, 512]

/** The gradient of an embedding, which the wasm backend lacks: as a product with one-hot rows, which is what it is quickest at. */
const segmentSum = {
  kernelName: 'UnsortedSegmentSum',
  backendName: 'wasm',
  kernelFunc: ({ inputs: { x, segmentIds }, attrs: { numSegments } }) => {
    const hot = tf.oneHot(tf.cast(segmentIds, 'int32'), numSegments).toFloat()
    return tf.matMul(hot, x, true, false)
  },
}

async function main() {
  tf.registerKernel(segmentSum)
  wasm.setThreadsCount(1)
  await tf.setBackend('wasm')
  await tf.ready()
  const { GPTLMHeadModel } = find('gpt-tfjs').model
  const sizes = { nLayer: 4, nHead: 4, nEmbd: 128, vocabSize: VOCABULARY, blockSize: LENGTH }
  const gpt = GPTLMHeadModel({ ...sizes, dropout: 0, debug: false })
  const token = (i) => (i * 7919) % VOCABULARY
  const rows = (shift) =>
    Array.from({ length: ROWS }, (_, r) =>
      Array.from({ length: LENGTH }, (_, i) => token(r * LENGTH + i + shift)),
    )
  const x = tf.tensor2d(rows(0), [ROWS, LENGTH], 'int32')
  const y = tf.oneHot(tf.tensor2d(rows(1), [ROWS, LENGTH], 'int32'), VOCABULARY).toFloat()
  console.log('ready')
  for await (const _ of createInterface({ input: process.stdin })) {
    const [started, cpu] = [performance.now(), process.cpuUsage()]
    const { value, grads } = tf.tidy(() =>
      tf.variableGrads(() => tf.losses.softmaxCrossEntropy(y, gpt.model.apply(x))),
    )
    await value.data()
    await Promise.all(Object.values(grads).map((g) => g.data()))
    const took = performance.now() - started
    const { user, system } = process.cpuUsage(cpu)
    tf.dispose([value, grads])
    console.log(took, (user + system) / 1e3)
  }
}

await main()
