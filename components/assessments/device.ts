import type { Kept } from '@/lib/assessments/outbox'
import { within } from './within'

/** One unsent answer, as it lies on the device: nothing of it can be read without the key. */
interface Box {
  id: string
  /** A hash of the key: whose boxes these are. */
  owner: string
  iv: Uint8Array<ArrayBuffer>
  sealed: ArrayBuffer
}
export interface KeptAnswer {
  id: string
  cycle: string
  employeeId: string
  criterion: string
  kept: Kept
}
export interface DeviceKeyed {
  key: CryptoKey
  owner: string
}

const name = 'gravitas-answers'

const done = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('box', { keyPath: 'id' }).createIndex('owner', 'owner')
    request.result.createObjectStore('device')
  }
  const database = await done(request)
  // Whoever signs out in another tab does not wait for this one.
  database.onversionchange = () => database.close()
  return database
}

async function inside<T>(mode: IDBTransactionMode, work: (of: (store: string) => IDBObjectStore) => Promise<T>) {
  const database = await open()
  try {
    const transaction = database.transaction(['box', 'device'], mode)
    const finished = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
    const answer = await work((store) => transaction.objectStore(store))
    await finished
    return answer
  } finally {
    database.close()
  }
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** What this device is called towards the server: made once, 128 random bits. */
export const deviceId = () =>
  inside('readwrite', async (of) => {
    const known: unknown = await done(of('device').get('id'))
    if (typeof known === 'string') return known
    const made = hex(random(16))
    await done(of('device').put(made, 'id'))
    return made
  })

/** The server's key, fit for use; nothing on the page can read it out again. */
export async function keyed(base64: string): Promise<DeviceKeyed> {
  const raw = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  const owner = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', raw))).slice(0, 32)
  return { owner, key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']) }
}

/** Seals the answer and puts it on the device, in place of what lay there under the same id. */
export async function keepAnswer({ key, owner }: DeviceKeyed, { id, ...answer }: KeptAnswer): Promise<void> {
  const iv = random(12)
  const plain = new TextEncoder().encode(JSON.stringify(answer))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)
  const box: Box = { id, owner, iv, sealed }
  await inside('readwrite', (of) => done(of('box').put(box)))
}

export const forgetAnswer = (id: string) => inside('readwrite', (of) => done(of('box').delete(id)))

/** What this person left unsent on this device; a box that does not open is left where it is. */
export async function keptAnswers({ key, owner }: DeviceKeyed): Promise<KeptAnswer[]> {
  const boxes = await inside('readonly', (of) => done<Box[]>(of('box').index('owner').getAll(owner)))
  const opened = boxes.map(async ({ id, iv, sealed }): Promise<KeptAnswer | null> => {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed).catch(() => null)
    return plain && { id, ...JSON.parse(new TextDecoder().decode(plain)) }
  })
  return (await Promise.all(opened)).filter((answer) => answer !== null)
}

/** So long signing out waits for the device, in milliseconds: a tab that holds it must not keep anybody in. */
const patience = 1_000

/**
 * Signing out takes everything with it, whoever wrote it: first what lies there, then the place itself, which another tab may
 * hold. What a tab still holds after a second goes when that tab lets go.
 */
export async function forgetDevice(): Promise<void> {
  if (!('indexedDB' in globalThis)) return
  const gone = inside('readwrite', (of) => Promise.all([done(of('box').clear()), done(of('device').clear())])).then(
    () => done(indexedDB.deleteDatabase(name)),
  )
  await within(patience, gone)
}

/** Random, as `crypto.randomUUID` exists on secure origins only. */
export const newBoxId = () => hex(random(16))
