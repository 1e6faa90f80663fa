// @ts-check
import { DefaultTheme, DefaultThemeRenderContext, JSX } from "typedoc";

/**
 * @typedef {import("typedoc").PageEvent<import("typedoc").Reflection>} Page
 * @typedef {import("typedoc").NavigationElement} Entry
 */

const element = JSX.createElement;

/**
 * TypeDoc's theme as pages of links alone. What the theme leaves to scripts is written out here or left out, because the
 * site's policy allows no script in a page: the list of all exports, the search, the filters, the buttons that copy.
 */
class StaticPage extends DefaultThemeRenderContext {
  /**
   * @override
   * @param {(page: Page) => JSX.Element | string} template
   * @param {Page} page
   */
  defaultLayout = (template, page) => {
    // Rendered first: the list of what is on the page is made of the headings that are met on the way.
    const content = [this.header(page), template(page)];
    return element("html", { lang: "en" }, this.#head(page), this.#body(page, content));
  };

  /** @param {Page} page */
  #head(page) {
    const { model, project } = page;
    const name = model.isProject() ? "Reference" : model.name;
    const styles = ["style.css", "highlight.css", "custom.css"].map((file) =>
      element("link", { rel: "stylesheet", href: this.relativeURL(`assets/${file}`) }),
    );
    return element(
      "head",
      null,
      element("meta", { charset: "utf-8" }),
      element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      element("meta", { name: "color-scheme", content: "light dark" }),
      element("title", null, `${name} – ${project.name}`),
      // Without one a browser asks for /favicon.ico.
      element("link", {
        rel: "icon",
        href: this.relativeURL("assets/favicon.svg"),
        type: "image/svg+xml",
      }),
      styles,
    );
  }

  /**
   * @param {Page} page
   * @param {JSX.Children[]} content
   */
  #body(page, content) {
    const home = element(
      "a",
      { class: "title", href: this.relativeURL("./") },
      `${page.project.name} reference`,
    );
    const contents = element("a", { href: "#exports" }, "All exports");
    return element(
      "body",
      null,
      element("header", { class: "reference-head" }, home, contents),
      element(
        "div",
        { class: "reference-body" },
        element("main", { class: "reference-content" }, content),
        element("aside", { class: "reference-page" }, this.pageNavigation(page)),
        element(
          "nav",
          { class: "reference-exports tsd-navigation", id: "exports", "aria-label": "All exports" },
          this.#exports(page),
        ),
      ),
    );
  }

  /** @param {Page} page */
  #exports(page) {
    const here = this.router.getFullUrl(page.model);
    return this.getNavigation().map((module) => [
      this.#link(module, here),
      element(
        "ul",
        { class: "tsd-small-nested-navigation" },
        module.children?.map((entry) => element("li", null, this.#link(entry, here))),
      ),
    ]);
  }

  /**
   * @param {Entry} entry
   * @param {string} here
   */
  #link({ text, path = "", kind, class: classes = "" }, here) {
    const current = path === here;
    const icon = kind === undefined ? null : this.icons[kind]();
    const props = {
      href: current ? "" : this.relativeURL(path),
      class: current ? `${classes} current` : classes,
      ...(current && { "aria-current": /** @type {const} */ ("page") }),
    };
    return element("a", props, icon, element("span", null, text));
  }

  /**
   * @override
   * @param {string | readonly import("typedoc").CommentDisplayPart[] | undefined} text
   */
  markdown = (text = "") => {
    const html = this.theme.markedPlugin.parseMarkdown(text, this.page, this);
    return html.replaceAll(/<button\b[^>]*>[^<]*<\/button>/g, "");
  };
}

/** The theme of the reference. */
export class StaticTheme extends DefaultTheme {
  /** @override */
  ContextClass = StaticPage;
}
