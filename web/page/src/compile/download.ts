// Downloads with progress. Totals are known beforehand: a compressed response does not say how long it is.

export class Download {
  private done = 0;

  constructor(private readonly total: number, private readonly report: (done: number, total: number) => void) {}

  add(bytes: number): void {
    this.done += bytes;
    this.report(Math.min(this.done, this.total), this.total);
  }

  async bytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
    const response = await fetch(url);
    if (!response.ok || !response.body) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
    const counted = response.body.pipeThrough(this.counter());
    return new Uint8Array(await new Response(counted).arrayBuffer());
  }

  private counter(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
    return new TransformStream({
      transform: (chunk, controller) => {
        controller.enqueue(chunk);
        this.add(chunk.length);
      },
    });
  }
}
