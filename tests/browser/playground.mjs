// Drives the page as a person would: by its buttons, selects and keys.
const kMinute = 60_000;

export class Playground {
  constructor(page) {
    this.page = page;
    this.errors = [];
    page.on('pageerror', (error) => this.errors.push(error.message));
  }

  static async open(browser, url, exercise, options = {}) {
    const context = options.context ?? await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const playground = new Playground(await context.newPage());
    await playground.page.goto(`${url}#${exercise}`);
    await playground.ready();
    return playground;
  }

  async ready() {
    await this.page.waitForSelector('body[data-ready=all]', { timeout: kMinute });
  }

  async close() {
    await this.page.context().close();
  }

  /** Replaces the student's text, by keyboard. */
  async type(text) {
    await this.page.click('#tabs [role=tab]:first-child');
    await this.page.click('.cm-content');
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.insertText(text);
  }

  async load(program) {
    await this.page.selectOption('#load', program);
  }

  finished() {
    return this.page.evaluate(() => Number(document.body.dataset.finished ?? 0));
  }

  /** Begins a check or a run and resolves when its result is shown, or it was stopped. */
  async finish(begin, timeout = 4 * kMinute) {
    const before = await this.finished();
    await begin();
    await this.page.waitForFunction((n) => Number(document.body.dataset.finished ?? 0) > n, before, { timeout });
  }

  async check() {
    await this.finish(() => this.page.click('#check'));
    return this.verdict();
  }

  async run() {
    await this.finish(() => this.page.click('#run'));
    return this.verdict();
  }

  async verdict() {
    const banner = this.page.locator('.verdict');
    return (await banner.count()) ? banner.getAttribute('data-verdict') : `no verdict: ${await this.status()}`;
  }

  certainty() {
    return this.page.locator('.verdict .certainty').getAttribute('data-certainty');
  }

  text_of(selector) {
    return this.page.locator(selector).innerText();
  }

  async status() {
    const notice = this.page.locator('#notice');
    const said = (await notice.isVisible()) ? ` [${await notice.innerText()}]` : '';
    return (await this.text_of('#status')) + said;
  }

  stop() {
    return this.finish(() => this.page.click('#stop'));
  }
}
