"""Files in parts: begun, continued and looked at by a script of ours; a form then names the file instead of sending it.

Without scripts a form sends its files as forms always did. The exchange is that of resumable uploads as the IETF drafts
them, in small: POST begins, HEAD says how much is here, PATCH adds a part at an offset.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from travaux.accounts.queries import viewer_of
from travaux.consultation.actions.letters import LARGEST
from travaux.lib import uploads
from travaux.lib.refusals import Refused
from travaux.site import addresses
from travaux.site.frame import found

from .door import needs

SUFFIX = "-upload"  # a field `letter-upload` names the file that the field `letter` would have sent


def owner(request: HttpRequest) -> str:
    return viewer_of(request.user).account or ""


@needs("file an opinion")
def begin(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    asked = uploads.Upload(
        "", owner(request), request.POST.get("name", "")[:300], request.POST.get("type", "")[:100],
        number(request.POST.get("size")), request.POST.get("sha256", "")[:64],
    )  # fmt: skip
    try:
        made = uploads.begin(settings.DATA.uploads, asked, largest=LARGEST)
    except Refused as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    answer = told(made, status=201)
    answer["Location"] = addresses.page("upload", made.id)
    return answer


@needs("file an opinion")
def part(request: HttpRequest, id: str) -> HttpResponse:
    upload = found(uploads.find(settings.DATA.uploads, owner(request), id))
    if request.method == "PATCH":
        return added(request, upload)
    return told(upload) if request.method in ("GET", "HEAD") else HttpResponseNotAllowed(["GET", "HEAD", "PATCH"])


def added(request: HttpRequest, upload: uploads.Upload) -> HttpResponse:
    about = {"offset": number(request.headers.get("Upload-Offset")), "sha256": request.headers.get("Upload-SHA256", "")}
    try:
        uploads.append(settings.DATA.uploads, upload, data=request.body, **about)  # type: ignore[arg-type]  # by name
    except uploads.OutOfStep:
        return told(upload, status=409)
    except Refused as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    return told(upload)


def told(upload: uploads.Upload, *, status: int = 200) -> HttpResponse:
    answer = HttpResponse(status=status, content_type="text/plain")
    answer["Upload-Offset"] = str(uploads.offset_of(settings.DATA.uploads, upload))
    answer["Cache-Control"] = "no-store"
    return answer


def number(text: str | None) -> int:
    """A count of bytes; -1 for what is none."""
    return int(text) if text and text.isdecimal() and len(text) < 16 else -1


# --- for forms -----------------------------------------------------------------------------------------------------


def files_of(request: HttpRequest) -> MultiValueDict[str, Any]:
    """The files of a form: those that came with it, and those that came in parts before it.

    Raises Refused where a file that is named is not here, or is not whole.
    """
    files = request.FILES.copy()
    for name, id in named(request):
        upload = uploads.find(settings.DATA.uploads, owner(request), id)
        if upload is None:
            raise Refused(gettext("The file that came in parts is not here any more."), where=name,
                          remedy=gettext("Choose it again."))  # fmt: skip
        data = uploads.take(settings.DATA.uploads, upload)
        files[name] = SimpleUploadedFile(upload.name, data, upload.media_type or "application/octet-stream")
    return files


def named(request: HttpRequest) -> list[tuple[str, str]]:
    """[(field, id)]"""
    found = ((name, str(id)) for name, id in request.POST.items() if name.endswith(SUFFIX) and id)
    return [(name.removesuffix(SUFFIX), id) for name, id in found]


def forget(request: HttpRequest) -> None:
    """What a form brought in parts is taken: nothing of it stays here."""
    for _name, id in named(request):
        if upload := uploads.find(settings.DATA.uploads, owner(request), id):
            uploads.forget(settings.DATA.uploads, upload.id)
