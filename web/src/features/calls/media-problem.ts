/** Why a camera, a microphone or a screen does not come: each has its own sentence and its own help. */
export interface MediaProblem {
  readonly device: 'microphone' | 'camera' | 'screen'
  readonly why: 'blocked' | 'missing' | 'inUse' | 'insecure' | 'failed'
}

/** INCALL-5. By the name of the browser's error; old browsers have names of their own. Undefined where the person only closed the choice of a screen. */
export function problemOf(device: MediaProblem['device'], error: unknown): MediaProblem | undefined {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (device === 'screen' && (name === 'NotAllowedError' || name === 'AbortError')) return undefined
  return { device, why: reasons[name] ?? 'failed' }
}

const reasons: Record<string, MediaProblem['why']> = {
  NotAllowedError: 'blocked',
  PermissionDeniedError: 'blocked',
  SecurityError: 'blocked',
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'inUse',
  TrackStartError: 'inUse',
  AbortError: 'inUse',
  TypeError: 'insecure',
  DeviceUnsupportedError: 'insecure',
}
