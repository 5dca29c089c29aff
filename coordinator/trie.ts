/**
 * Maps and sets by string that change without being copied: a new version shares all but one branch with the old one.
 *
 * Machines keep one entry a member; with plain maps each message of a round would copy all of them, and a round would cost the square
 * of its members. Invariant: a version never changes, and its order depends on its keys alone, not on how it came to be.
 * Three levels of 16, 8 and 8 branches and a short list at each leaf: made for keys that end in hash digits, correct for any.
 */

/** Keys and values in turn, by rising keys. */
type Leaf<V> = readonly (string | V)[]
type Twig<V> = readonly (Leaf<V> | undefined)[]
type Branch<V> = readonly (Twig<V> | undefined)[]
/** Nothing of it changes once a map is handed out. */
type Root<V> = readonly (Branch<V> | undefined)[]

const rootWidth = 16
const width = 8

/** The last characters decide: ids and roots are hexadecimal digits of a hash. */
function placeOf(key: string): number {
  let place = key.length
  for (let i = Math.max(0, key.length - 5); i < key.length; i++)
    place = (Math.imul(place, 31) + key.charCodeAt(i)) | 0
  place ^= place >>> 10
  // The low five bits first, then the high five.
  return ((place & 31) << 5) | ((place >>> 5) & 31)
}

function replaced<T>(items: readonly T[] | undefined, at: number, item: T, size: number): T[] {
  const copy = items === undefined ? new Array<T>(size) : items.slice()
  copy[at] = item
  return copy
}

/** Where in a leaf a key is. */
function indexIn<V>(leaf: Leaf<V>, key: string): number {
  for (let i = 0; i < leaf.length; i += 2) if (leaf[i] === key) return i
  return -1
}

/** The leaf with one entry more. */
function inserted<V>(leaf: Leaf<V>, key: string, value: V): Leaf<V> {
  let at = 0
  while (at < leaf.length && (leaf[at] as string) < key) at += 2
  return [...leaf.slice(0, at), key, value, ...leaf.slice(at)]
}

class Trie<V> implements ReadonlyMap<string, V> {
  readonly size: number
  readonly #root: Root<V>

  constructor(root: Root<V>, size: number) {
    this.#root = root
    this.size = size
  }

  get(key: string): V | undefined {
    const leaf = this.#leafOf(placeOf(key))
    if (leaf === undefined) return undefined
    const at = indexIn(leaf, key)
    return at < 0 ? undefined : (leaf[at + 1] as V)
  }

  has(key: string): boolean {
    const leaf = this.#leafOf(placeOf(key))
    return leaf !== undefined && indexIn(leaf, key) >= 0
  }

  put(key: string, value: V): Trie<V> {
    const place = placeOf(key)
    const leaf = this.#leafOf(place)
    if (leaf === undefined) return this.#with(place, [key, value], this.size + 1)
    const at = indexIn(leaf, key)
    if (at < 0) return this.#with(place, inserted(leaf, key, value), this.size + 1)
    if (leaf[at + 1] === value) return this
    return this.#with(place, leaf.with(at + 1, value), this.size)
  }

  /** All of them to one value: each branch is copied once. */
  putAll(keys: Iterable<string>, value: V): Trie<V> {
    const root = this.#root.slice()
    const ours = new Set<unknown>()
    const own = <T>(items: readonly T[] | undefined): T[] => {
      if (ours.has(items)) return items as T[]
      const copy = items === undefined ? new Array<T>(width) : items.slice()
      ours.add(copy)
      return copy
    }
    let { size } = this
    for (const key of keys) {
      const place = placeOf(key)
      const branch = own(root[place >>> 6])
      root[place >>> 6] = branch
      const twig = own(branch[(place >>> 3) & 7])
      branch[(place >>> 3) & 7] = twig
      const leaf = twig[place & 7] ?? []
      const at = indexIn(leaf, key)
      twig[place & 7] = at < 0 ? inserted(leaf, key, value) : leaf.with(at + 1, value)
      if (at < 0) size++
    }
    return new Trie(root, size)
  }

  drop(key: string): Trie<V> {
    const place = placeOf(key)
    const leaf = this.#leafOf(place)
    const at = leaf === undefined ? -1 : indexIn(leaf, key)
    if (leaf === undefined || at < 0) return this
    const rest = leaf.length === 2 ? undefined : leaf.toSpliced(at, 2)
    return this.#with(place, rest, this.size - 1)
  }

  entries(): MapIterator<[string, V]> {
    return this.#list((key, value): [string, V] => [key, value]).values()
  }

  keys(): MapIterator<string> {
    return this.#list((key) => key).values()
  }

  values(): MapIterator<V> {
    return this.#list((_key, value) => value).values()
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries()
  }

  forEach(act: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    this.#list((key, value) => act(value, key, this))
  }

  /** Not a generator: those take ten times as long. */
  #list<T>(make: (key: string, value: V) => T): T[] {
    const made: T[] = []
    for (const branch of this.#root)
      for (const twig of branch ?? none)
        for (const leaf of twig ?? none) {
          if (leaf === undefined) continue
          for (let i = 0; i < leaf.length; i += 2)
            made.push(make(leaf[i] as string, leaf[i + 1] as V))
        }
    return made
  }

  #leafOf(place: number): Leaf<V> | undefined {
    return this.#root[place >>> 6]?.[(place >>> 3) & 7]?.[place & 7]
  }

  #with(place: number, leaf: Leaf<V> | undefined, size: number): Trie<V> {
    const branch = this.#root[place >>> 6]
    const twig = replaced(branch?.[(place >>> 3) & 7], place & 7, leaf, width)
    const next = replaced(branch, (place >>> 3) & 7, twig, width)
    return new Trie(replaced(this.#root, place >>> 6, next, rootWidth), size)
  }
}

const none: readonly undefined[] = []

const empty: Trie<never> = new Trie<never>(new Array(rootWidth), 0)

export const emptyMap = <V>(): ReadonlyMap<string, V> => empty

function trieOf<V>(map: ReadonlyMap<string, V>): Trie<V> {
  if (map instanceof Trie) return map
  let trie: Trie<V> = empty
  for (const [key, value] of map) trie = trie.put(key, value)
  return trie
}

/** The map with one entry set. */
export const put = <V>(
  map: ReadonlyMap<string, V>,
  key: string,
  value: V,
): ReadonlyMap<string, V> => trieOf(map).put(key, value)

/** The map with all these keys set to one value. */
export const putAll = <V>(
  map: ReadonlyMap<string, V>,
  keys: Iterable<string>,
  value: V,
): ReadonlyMap<string, V> => trieOf(map).putAll(keys, value)

/** The map without one entry; the same object where it has none. */
export const drop = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> =>
  map.has(key) ? trieOf(map).drop(key) : map

class TrieSet implements ReadonlySet<string> {
  readonly trie: Trie<true>

  constructor(trie: Trie<true>) {
    this.trie = trie
  }

  get size(): number {
    return this.trie.size
  }

  has(key: string): boolean {
    return this.trie.has(key)
  }

  entries(): SetIterator<[string, string]> {
    return [...this.trie.keys()].map((key): [string, string] => [key, key]).values()
  }

  keys(): SetIterator<string> {
    return this.trie.keys()
  }

  values(): SetIterator<string> {
    return this.trie.keys()
  }

  [Symbol.iterator](): SetIterator<string> {
    return this.trie.keys()
  }

  forEach(act: (value: string, key: string, set: ReadonlySet<string>) => void): void {
    for (const key of this.trie.keys()) act(key, key, this)
  }
}

export const emptySet: ReadonlySet<string> = new TrieSet(empty)

const setOf = (set: ReadonlySet<string>): TrieSet =>
  set instanceof TrieSet
    ? set
    : new TrieSet(trieOf(new Map([...set].map((key) => [key, true as const]))))

/** The set with one key; the same object where it has it. */
export const add = (set: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  set.has(key) ? set : new TrieSet(setOf(set).trie.put(key, true))

/** The set without one key; the same object where it lacks it. */
export const remove = (set: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  set.has(key) ? new TrieSet(setOf(set).trie.drop(key)) : set
