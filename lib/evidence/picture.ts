import sharp from 'sharp'
import { invalid } from '@/lib/access/errors'
import type { MediaType } from './media'

/** Pixels of a picture: more would be a bomb, or a poster. */
const mostPixels = 50_000_000

/**
 * The picture drawn anew: what it shows, turned upright, without what else was hidden in the file (place, camera, programs).
 * BAD_REQUEST when it cannot be read.
 */
export async function redraw(bytes: Buffer, type: Extract<MediaType, 'image/png' | 'image/jpeg'>): Promise<Buffer> {
  try {
    const drawn = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }).rotate()
    return await (type === 'image/png' ? drawn.png({ compressionLevel: 9 }) : drawn.jpeg({ quality: 88 })).toBuffer()
  } catch {
    throw invalid('This picture cannot be read, or it is larger than 50 million pixels. Save it again and send that.', [
      { path: 'file', message: 'is no picture that we can read' },
    ])
  }
}
