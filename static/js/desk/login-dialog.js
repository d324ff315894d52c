// Logging in again without leaving the form.

import { address, part, show } from "desk/desk"
import { renewToken } from "desk/kept-there"

const dialog = () => document.querySelector("[data-login-dialog]")
const error = (text) => show(part(dialog(), "login-error"), text)

const loginPage = async () => {
  const response = await fetch(address("loginUrl"))
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  return page.querySelector("#login-form [name=csrfmiddlewaretoken]")?.value
}

// Answers what is wrong, or nothing. Without a form somebody has logged in already, in another window.
const logIn = async (form) => {
  const token = await loginPage()
  if (!token) return ""
  const body = new URLSearchParams([...new FormData(form), ["csrfmiddlewaretoken", token]])
  const response = await fetch(address("loginUrl"), { method: "POST", body, redirect: "manual" })
  if (response.type === "opaqueredirect") return ""
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  return page.querySelector(".errornote")?.textContent.trim() || gettext("The login was refused.")
}

const submitted = async (form, done) => {
  try {
    const wrong = await logIn(form)
    if (wrong) return error(wrong)
    renewToken()
    form.elements.password.value = ""
    dialog().close("in")
    done(true)
  } catch {
    error(gettext("The server did not answer. Is the connection still there? Try again."))
  }
}

let asking = null

// Resolves to whether somebody is logged in again; asked once however many want to know.
export const askForLogin = () => {
  asking ??= new Promise((done) => {
    const form = part(dialog(), "login-form")
    error("")
    form.onsubmit = (event) => {
      event.preventDefault()
      submitted(form, done)
    }
    part(dialog(), "login-later").onclick = () => dialog().close()
    dialog().onclose = () => {
      asking = null
      done(dialog().returnValue === "in")
    }
    dialog().returnValue = ""
    dialog().showModal()
    form.elements[form.elements.username.value ? "password" : "username"].focus()
  })
  return asking
}
